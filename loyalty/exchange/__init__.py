"""Till and centre exchange facts: the pure core of both ends, without clock, socket, randomness or file.

`wire` is the form of what travels; `judging` reads a till's run of facts; `centre` is what the centre does with
it; `till` what a till does with a page that comes down. The product and the simulation run this same code.
"""
