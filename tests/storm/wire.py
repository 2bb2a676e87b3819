"""A wire that is cut: a proxy that passes requests on until it is told where to let go."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

PIECE = 64 * 1024
BEFORE, WITHIN, ASKED, ANSWERED, HALF_ANSWERED = "before", "within", "asked", "answered", "half answered"
WAYS = (BEFORE, WITHIN, ASKED, ANSWERED, HALF_ANSWERED)


@dataclass(frozen=True)
class Cut:
    """Where one request ends: before it, within it, once all of it is passed on, or with its answer lost or halved."""

    request: int  # counted from 0 over all that came through
    way: str


class Wire:
    """Passes one request a connection to the server; cuts those it was told to, at a random byte."""

    def __init__(self, server: int, cuts: Iterator[Cut], chance: random.Random) -> None:
        self.server, self.chance = server, chance
        self.cuts = {cut.request: cut.way for cut in cuts}
        self.requests = 0
        self.cut: list[str] = []

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the phone."""
        way, self.requests = self.cuts.get(self.requests), self.requests + 1
        try:
            if way != BEFORE:
                await self._pass_on(reader, writer, way)
        except (OSError, EOFError):
            pass  # whoever hung up has nothing more to hear
        finally:
            if way:
                self.cut.append(way)
                writer.transport.abort()
            writer.close()

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str | None
    ) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        request = head + await reader.readexactly(_length(head))
        there, back = await asyncio.open_connection("127.0.0.1", self.server)
        try:
            back.write(request[: self.chance.randrange(1, len(request))] if way == WITHIN else request)
            await back.drain()
            if way == WITHIN:
                return back.transport.abort() if self.chance.random() < 0.5 else None
            if way == ASKED:
                return
            answer = await there.readuntil(b"\r\n\r\n")
            answer += await there.readexactly(_length(answer))
            if way == HALF_ANSWERED:
                answer = answer[: self.chance.randrange(1, len(answer))]
            if way != ANSWERED:
                writer.write(answer)
                await writer.drain()
        finally:
            back.close()


def _length(head: bytes) -> int:
    said = [
        line.split(b":", 1)[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
    ]
    return int(said[0]) if said else 0


@asynccontextmanager
async def wire(server: int, cuts: Iterator[Cut], chance: random.Random) -> AsyncIterator[tuple[int, Wire]]:
    """Lay a wire to the server's port; gives its own port and itself."""
    laid = Wire(server, cuts, chance)
    listening = await asyncio.start_server(laid.carry, "127.0.0.1", 0, limit=1 << 20)
    async with listening:
        yield listening.sockets[0].getsockname()[1], laid
