"""The centre: gathers the facts of all tills of a business, accounts for rights, and hands everything on in order.

It trusts nothing it can work out itself. Imports `loyalty` alone; a till knows it only through what travels.
"""
