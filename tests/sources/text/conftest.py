"""Documents written by hand: PDFs from their bytes, and readers that misbehave."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Ours def
/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap CMapName currentdict /CMap defineresource pop end end"""


class Pdf:
    """Writes PDFs, object by object."""

    @staticmethod
    def of_objects(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
        """A file with a right table of its objects, the first of which is the catalog."""
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, told in enumerate(objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, told)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        told = (len(objects) + 1, trailer, table)
        out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % told
        return bytes(out)

    @staticmethod
    def stream(data: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
        if packed:
            data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
        return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)

    @classmethod
    def of_pages(
        cls,
        *contents: bytes,
        font: bytes = HELVETICA,
        more: Sequence[bytes] = (),
        trailer: bytes = b"",
        packed: bool = False,
    ) -> bytes:
        """Pages with these contents; object 3 is the font F, `more` come behind the pages."""
        kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(contents)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
            font,
        ]
        for number, content in enumerate(contents):
            objects += [
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
                b"/Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number),
                cls.stream(content, packed=packed),
            ]
        return cls.of_objects([*objects, *more], trailer)

    @staticmethod
    def lines(*lines: bytes, x: int = 72, y: int = 720, size: int = 12) -> bytes:
        """The content of a page: lines of text, from a place downwards."""
        shown = b" ".join(b"(%s) Tj T*" % line for line in lines)
        return b"BT /F %d Tf %d %d Td 14 TL %s ET" % (size, x, y, shown)

    @classmethod
    def of_characters(cls, line: str) -> bytes:
        """A page with one line of any characters, drawn from left to right."""
        chars = sorted(set(line))
        named = b"\n".join(
            b"1 beginbfchar <%04X> <%s> endbfchar"
            % (code, char.encode("utf-16-be", "surrogatepass").hex().encode())
            for code, char in enumerate(chars, start=1)
        )
        codes = b"".join(b"%04X" % (chars.index(char) + 1) for char in line)
        font = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Ours /Encoding /Identity-H "
            b"/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
        )
        drawn = (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Ours /DW 500 "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        )
        content = b"BT /F 12 Tf 72 700 Td <%s> Tj ET" % codes
        return cls.of_pages(content, font=font, more=[drawn, cls.stream(UNICODE % named)])


@pytest.fixture(scope="session")
def pdf() -> type[Pdf]:
    return Pdf


BAD = """
import os, signal
from sources.text import reader
honest = reader._read
def read(head, data, limits):
    word = data.split()[0] if data.split() else b""
    if word == b"segv":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == b"exit":
        os._exit(3)
    if word == b"hang":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            pass
    if word == b"eat":
        eaten = []
        while True:
            eaten.append(bytearray(10_000_000))
    if word == b"print":
        os.write(1, b"x" * 1000)
        print("printed")
    if word == b"lie":
        return {"main": 99, "method": "ours"}, b"short"
    if word == b"nothing":
        return {}, b""
    if word == b"pid":
        return {"main": 0}, str(os.getpid()).encode()
    if word == b"flood":
        return {"main": 0}, bytes(50_000_000)
    if word == b"write":
        with open(data.split()[1], "w") as stream:
            stream.write("x")
    return honest(head, data, limits)
reader._read = read
if __name__ == "__main__":
    reader.main()
"""


@pytest.fixture
def bad_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that die, hang and lie at the words of a document, and are honest else."""
    (tmp_path / "bad_reader.py").write_text(BAD)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("sources.text.worker._PROGRAM", "bad_reader")
