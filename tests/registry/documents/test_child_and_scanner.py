"""The process that cleans is bounded, whatever it meets; a scanner that does not answer lets nothing pass."""

import socket
import struct
import subprocess
import sys
import threading
import time

import pytest

from palier.kernel.errors import InvalidInput
from palier.registry.documents import imports
from palier.registry.documents.imports import child, clean
from palier.registry.documents.rules import LARGEST
from tests.registry.documents import honest
from tests.registry.documents.hostile import EICAR
from tests.registry.documents.hostile.excel import changed

LOADED = "import sys; from palier.registry.documents.imports import child, cleaning; print('django' in sys.modules)"


def why(data, name="a"):
    with pytest.raises(InvalidInput) as refused:
        clean(data, name)
    return [str(message) for message in refused.value.fields["file"]]


def program(monkeypatch, text):
    """What runs in the child's place, with the child's own limits."""
    limited = f"from palier.registry.documents.imports.child import bounded; bounded(); {text}"
    monkeypatch.setattr(imports, "CHILD", (sys.executable, "-c", limited))


def test_the_child_loads_no_django_and_sees_no_secret(monkeypatch):
    ran = subprocess.run([sys.executable, "-c", LOADED], cwd=imports.HOME, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"

    monkeypatch.setenv("PALIER_SECRET_KEY", "hush")
    program(
        monkeypatch,
        "import os, sys, json; sys.stdout.write(json.dumps({'refused': [[' '.join(os.environ), {}]]}) + chr(10))",
    )
    assert "PALIER_SECRET_KEY" not in why(b"x")[0]


@pytest.mark.parametrize(
    "text",
    [
        "a = bytearray(600 * 1024 * 1024)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "import sys; sys.exit(3)",
        "open('/proc/self/fd/1', 'wb').write(b'a' * (22 * 1024 * 1024))",
        "import sys; sys.stdout.write('not an answer')",
        'import sys; sys.stdout.write(\'{"kind": "exe", "taken_out": []}\' + chr(10) + \'x\')',
        "import sys; sys.stdout.write('[1]' + chr(10) + 'x')",
        "pass",
    ],
    ids=["memory", "crash", "error", "answer too large", "no answer", "unknown kind", "other shape", "silence"],
)
def test_a_child_that_ends_badly_is_a_refusal(monkeypatch, text):
    program(monkeypatch, text)

    assert why(b"bonjour") == ["The file unfolds to far more than its size.", "Print it to a PDF and send that."]


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(imports, "SECONDS", 1)
    program(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()

    assert why(b"bonjour")[0] == "The file unfolds to far more than its size."
    assert time.monotonic() - began < 30


def test_processor_time_is_bounded_too():
    limits = "import resource; from palier.registry.documents.imports import child; child.bounded();"
    read = (
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1] for name in ('AS', 'CPU', 'FSIZE', 'CORE')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", limits + read], cwd=imports.HOME, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == str([512 * 1024 * 1024, 10, child.ANSWER_AT_MOST, 0])


def test_twenty_megabytes_and_not_a_byte_more():
    assert clean(b"a" * LARGEST, "long.txt").data == b"a" * LARGEST

    assert why(b"a" * (LARGEST + 1))[0] == "The file is larger than 20 MB."
    assert why("é".encode("cp1252") * LARGEST)[0] == "The file is larger than 20 MB."  # twice as large once kept


def test_a_million_strings_are_refused_with_words():
    head = '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    many = changed(honest.workbook(), {"xl/sharedStrings.xml": head + "<si><t>7</t></si>" * 1_000_000 + "</sst>"})

    assert why(many, "a.xlsx")[0] == "The file unfolds to far more than its size."


def test_without_a_scanner_our_own_check_finds_the_test_file(monkeypatch):
    monkeypatch.delenv("PALIER_CLAMD", raising=False)

    assert why(EICAR, "eicar.com")[0] == "A virus was found in this file."
    assert clean(EICAR[:-1], "not-quite.txt").data == EICAR[:-1]


class Scanner(threading.Thread):
    """A server of the clamd protocol on a socket: it answers as told, and keeps what it was sent."""

    def __init__(self, where, answer):
        super().__init__(daemon=True)
        self.answer, self.received = answer, b""
        if isinstance(where, str):
            self.line = socket.socket(socket.AF_UNIX)
            self.line.bind(where)
            self.line.listen()
        else:
            self.line = socket.create_server(where)
        self.start()

    def run(self):
        line, _from = self.line.accept()
        with line, line.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", sent.read(4))[0]:
                self.received += sent.read(size)
            line.sendall(self.answer)


@pytest.fixture(params=["unix", "tcp"])
def scanner(request, tmp_path, monkeypatch):
    made = []

    def answering(answer):
        where = str(tmp_path / "clamd.sock") if request.param == "unix" else ("127.0.0.1", 0)
        made.append(Scanner(where, answer))
        name = where if request.param == "unix" else f"127.0.0.1:{made[0].line.getsockname()[1]}"
        monkeypatch.setenv("PALIER_CLAMD", name)
        return made[0]

    yield answering
    for one in made:
        one.join(5)
        one.line.close()


def test_what_the_scanner_passes_is_cleaned_and_it_saw_the_whole_file(scanner):
    data = b"bonjour " * 20_000
    running = scanner(b"stream: OK\0")

    assert clean(data, "a.txt").data == data
    assert running.received == data


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "A virus was found in this file."),
        (b"INSTREAM size limit exceeded. ERROR\0", "The file cannot be checked for viruses now."),
        (b"", "The file cannot be checked for viruses now."),
        (b"stream: OKAY\0", "The file cannot be checked for viruses now."),
    ],
)
def test_anything_but_its_ok_is_a_refusal(scanner, answer, said):
    scanner(answer)

    assert why(b"bonjour")[0] == said


@pytest.mark.parametrize("where", ["/nowhere/clamd.sock", "127.0.0.1:1", "not an address", "[::1]:x"])
def test_a_scanner_that_is_named_and_not_there_lets_nothing_pass(monkeypatch, where):
    monkeypatch.setenv("PALIER_CLAMD", where)

    assert why(b"bonjour")[0] == "The file cannot be checked for viruses now."
