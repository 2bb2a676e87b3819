"""A loop for phones in Python, beside whatever runs in the thread of the test: a browser keeps a loop there."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run(storm: Coroutine[Any, Any, None]) -> None:
    """Run to the end in a thread of its own; raises what it raises."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, storm).result()
