"""Every screen and state as a picture: `python -m tests.gallery`. See CONTRIBUTING."""
