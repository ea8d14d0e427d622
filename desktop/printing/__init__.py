"""Paper: pure layout of slips, their drawing in one-bit pictures, and the printers that take them."""
