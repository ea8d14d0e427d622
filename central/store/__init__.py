"""Where the centre keeps what it knows: the only place that speaks SQL.

One file a business beside a small catalogue (SQLite), or one PostgreSQL for all; every key begins with the business.
"""
