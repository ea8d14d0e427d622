"""The line to the centre: HTTP, signatures, compression, and going on by itself."""
