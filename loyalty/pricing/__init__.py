"""From a basket to a quote: who an offer is for, which offers work together, what each line costs and brings.

Import from its modules: `price.price(basket, member, offers, rules, moment, *, credit=0) -> Quote` does all at
once; `shortlist.shortlist(member, offers, rules, moment) -> Shortlist`, once per member, and
`price.price_shortlist(basket, shortlist, *, credit=0) -> Quote`, at every key, do the same in two steps.
"""
