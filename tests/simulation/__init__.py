"""A seeded world in memory around the very core of exchange: tills, a centre, a bad network and worse days."""
