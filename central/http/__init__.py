"""The centre's face on the network: HTTP with JSON for joining, and signed, compressed lines for exchanges."""
