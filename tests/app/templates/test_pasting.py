"""What is left of HTML that somebody pastes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.templates.document import Wording
from app.templates.pasting import MAX_PASTED, PastedTooLarge, document_from_html
from app.templates.rendering import render
from app.templates.values import Values
from tests.app.templates.corpus import LINKS_REFUSED, LITERAL
from tests.app.templates.wire import Wire


def _html(pasted: str) -> str:
    document = document_from_html(pasted)
    return render(Wording(document, document), Values()).html


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("<p>Hallo <b>jij</b> en <i>ik</i></p>", "<p>Hallo <strong>jij</strong> en <em>ik</em></p>"),
        ("los\n   zand", "<p>los zand</p>"),
        ("<h1>Kop</h1><h5>Sub</h5>", "<h1>Kop</h1>\n<h3>Sub</h3>"),
        ("<ul><li>een</li><li><p>twee</p><ol><li>drie</li></ol></li></ul>",
         '<ul><li>een</li><li><p>twee</p><ol start="1"><li>drie</li></ol></li></ul>'),
        ("<li>zonder lijst</li>", "<ul><li>zonder lijst</li></ul>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "<p>a b</p>\n<p>c</p>"),
        ("<p>een<br>twee</p>", "<p>een<br>twee</p>"),
        ("<div><div>diep</div></div>", "<p>diep</p>"),
        ('<b style="font-weight:normal"><p>gewoon</p></b>', "<p>gewoon</p>"),
        ("<p>voor<script>alert(1)</script>na<style>p{}</style></p>", "<p>voorna</p>"),
        ("<p onclick=x style='background:url(//e.test)'>tekst<img src=//e.test/p.gif></p>", "<p>tekst</p>"),
        ('<a href="https://example.test/">web</a>',
         '<p><a href="https://example.test/" rel="noopener noreferrer">web</a></p>'),
        ('<a href="http://example.test/">oud</a>', "<p>oud</p>"),
        ("<p>&lt;b&gt; &amp;amp;</p>", "<p>&lt;b&gt; &amp;amp;</p>"),
        ("<p>a\u202eb\x00c</p>", "<p>a b c</p>"),
    ],
)  # fmt: skip
def test_the_few_known_things_are_kept(pasted: str, expected: str) -> None:
    """R-INV-02: words, lists, headings, marks and safe links; nothing else comes along."""
    assert _html(pasted) == expected


@pytest.mark.parametrize("href", LINKS_REFUSED)
def test_no_unsafe_link_comes_along(href: str) -> None:
    """R-INV-02: a link that may not be written may not be pasted."""
    href = href.replace("&", "&amp;").replace('"', "&quot;")
    assert Wire(_html(f'<p><a href="{href}">x</a> y</p>')).links == []


@pytest.mark.parametrize("hostile", LITERAL)
def test_hostile_markup_becomes_words_or_nothing(hostile: str) -> None:
    """R-INV-02: whatever is pasted, only our own tags are written."""
    Wire(_html(hostile))


@given(st.text(alphabet=st.sampled_from(list("<>/ abiuplh123\"'=&;!-")), max_size=200))
def test_broken_markup_never_breaks_the_result(pasted: str) -> None:
    """R-INV-02: no input makes anything else than a document, or a refusal that names a limit."""
    with suppress(Invalid):
        Wire(_html(pasted))


def test_too_much_is_refused_beforehand() -> None:
    """R-INV-02: the limits hold for what is pasted too."""
    with pytest.raises(PastedTooLarge):
        document_from_html("a" * (MAX_PASTED + 1))
    with pytest.raises(Invalid) as refusal:
        document_from_html("<p>a</p>" * 600)
    assert "too_many_nodes" in [error.code for error in refusal.value.errors]
