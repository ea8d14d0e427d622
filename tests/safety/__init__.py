"""Campaigns against the till: kills, full disks. Each has a quick form here and a long one in `make soak`."""
