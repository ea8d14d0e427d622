"""Boards: the pages of the reports, made from the figures of a shop. See `pages.board`."""
