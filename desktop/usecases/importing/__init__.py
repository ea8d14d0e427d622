"""Takes over a club from files: the import form read as a stream, every refused row told, nothing taken twice."""
