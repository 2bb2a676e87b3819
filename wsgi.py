"""The door for gunicorn and for `flask`."""

from app import create_app

app = create_app()
