"""Names that people type cannot steer a header, a folder or an eye."""

import re
from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.names import content_disposition, safe_name

HOSTILE = [
    ("../../etc/passwd", "passwd.pdf"),
    ("C:\\Windows\\system32\\cmd.exe", "cmd.pdf"),
    ("rekening\u202efdp.exe", "rekeningfdp.pdf"),
    ('a"; filename="b.exe', "a__ filename=_b.pdf"),
    ("regel\r\nSet-Cookie: x=1.txt", "regelSet-Cookie_ x=1.pdf"),
    (".htaccess", "bestand.pdf"),
    ("", "bestand.pdf"),
    ("con.pdf", "bestand_con.pdf"),
    ("nul\x00byte.pdf", "nulbyte.pdf"),
    ("  ruim   bemeten . pdf", "ruim bemeten.pdf"),
    ("Presentielijst Zoë 8–9 mei.pdf", "Presentielijst Zoë 8–9 mei.pdf"),
]


@pytest.mark.parametrize(("typed", "kept"), HOSTILE)
def test_hostile_names_become_harmless(typed: str, kept: str) -> None:
    """R-INV-06: paths, control characters, direction marks and reserved names do not survive."""
    assert safe_name(typed, "pdf") == kept


@given(st.text(max_size=400))
def test_every_name_becomes_short_and_single(typed: str) -> None:
    """R-INV-06: whatever is typed, the kept name is one short visible file name."""
    kept = safe_name(typed, "xlsx")
    assert kept.endswith(".xlsx")
    assert 6 <= len(kept) <= 120
    assert not re.search(r"[/\\\r\n\x00\u202a-\u202e\u2066-\u2069]", kept)


@given(st.text(max_size=200))
def test_header_is_one_ascii_line_that_gives_the_name_back(typed: str) -> None:
    """R-INV-06: RFC 6266, both spellings, no way out of the quotes."""
    name = safe_name(typed, "pdf")
    header = content_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert unquote(header.partition("filename*=UTF-8''")[2]) == name
    assert header.count('"') == 2


def test_mail_programs_read_the_full_name() -> None:
    """R-INV-06: the standard library's parser sees the name with its accents."""
    message = Message()
    message["Content-Disposition"] = content_disposition("Zoë’s lijst.pdf")
    assert message.get_filename() is not None
    assert "inline" in content_disposition("a.pdf", inline=True)
