"""The door for gunicorn and for `flask`."""

import gc

gc.disable()  # until everything is read in, nothing is thrown away: looking for it takes a tenth of a start
from app import create_app  # noqa: E402

app = create_app()
gc.freeze()  # what is here now stays: not looked at again, not copied into each web process, not taken apart at the end
gc.enable()
