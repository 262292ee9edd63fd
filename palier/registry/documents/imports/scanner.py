"""The virus scanner of the installation, when there is one: clamd, by its own protocol (clamd(8), INSTREAM)."""

import os
import socket
import struct

from palier.kernel.errors import Message
from palier.registry.documents.imports.refusal import NotTaken
from palier.registry.documents.imports.signatures import infected

SETTING = "PALIER_CLAMD"  # the path of a socket, or host:port
SECONDS = 10.0
BLOCK = 1 << 16
ANSWER_AT_MOST = 4096


def scan(data: bytes) -> None:
    """Raises NotTaken for what the scanner finds, and when one is named that does not answer: it never lets pass."""
    where = os.environ.get(SETTING, "")
    if not where:
        return
    try:
        said = _asked(where, data)
    except (OSError, ValueError) as fault:
        raise _silent() from fault
    if said.endswith("FOUND"):
        raise infected()
    if said != "stream: OK":
        raise _silent()


def _asked(where: str, data: bytes) -> str:
    """Its answer: "stream: OK", "stream: Name-Of-It FOUND", "… ERROR"."""
    with _connected(where) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), BLOCK):
            block = data[start : start + BLOCK]
            line.sendall(struct.pack(">I", len(block)) + block)
        line.sendall(struct.pack(">I", 0))
        said = b""
        while not said.endswith(b"\0") and len(said) < ANSWER_AT_MOST and (more := line.recv(ANSWER_AT_MOST)):
            said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(where)
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _silent() -> NotTaken:
    return NotTaken(
        Message("The file cannot be checked for viruses now."),
        how_to_mend=Message("Try again in some minutes; if it lasts, tell the person who looks after the computers."),
    )
