"""The application that windows need, as the screens' own tests have it."""

from tests.ui.conftest import app, dressed  # noqa: F401
