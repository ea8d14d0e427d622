"""The form of conditions, for every screen that asks about members: its widgets, its values, what stands behind it."""
