"""Conditions, benefits, offers and verdicts as sentences in Persian and English, for lists, paper and "Why?".

Import from its modules: `names`, `conditions`, `offers`, `verdicts`.
"""
