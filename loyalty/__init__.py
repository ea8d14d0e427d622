"""The rules of the club: pure values and functions, standard library only, the same at the till and at the centre."""
