"""Offers: a condition, benefits and caps, as published. Import from its modules: `offer`, `parse`."""
