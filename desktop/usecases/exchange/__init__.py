"""Acts between this till and its centre: joining, exchanging, wishing for credit that others hold."""
