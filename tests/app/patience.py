"""How long a test of the window waits for what has to come: on a machine that has much else to do it comes late."""

PATIENCE = 120
"""Seconds; what comes at once is not waited for."""
