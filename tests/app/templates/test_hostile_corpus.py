"""Whatever is written in a template or in a name, nothing is ever obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.templates.parsing import parse_body, parse_subject
from app.templates.rendering import render
from app.templates.values import Values
from app.templates.variables import DEFINITIONS, Kind, Variable
from tests.app.templates.corpus import LINKS_ALLOWED, LINKS_REFUSED, LITERAL, REFUSED
from tests.app.templates.documents import chip, document, link, paragraph, text, wording
from tests.app.templates.wire import Wire

SECRET = "GEHEIM"


def _words(value: str) -> str:
    return " ".join(value.split())


def test_the_corpus_is_large_enough() -> None:
    """R-INV-02: at least 200 ways of asking a template for more than it gives."""
    assert len({*LITERAL, *REFUSED, *LINKS_REFUSED}) >= 200


@pytest.mark.parametrize("hostile", LITERAL)
def test_a_written_text_comes_out_literally(hostile: str) -> None:
    """R-INV-02: no code, format or markup in a template is evaluated, in HTML, text or subject."""
    values = Values.of({Variable.CUSTOMER: SECRET, Variable.TRAINEE_FIRST_NAME: SECRET})
    rendered = render(wording(paragraph(text(hostile)), subject=document(paragraph(text(hostile[:150])))), values)
    assert Wire(rendered.html).words == hostile
    assert rendered.text == hostile or not hostile.strip()
    assert rendered.subject == _words(hostile[:150])
    assert SECRET not in rendered.html + rendered.text + rendered.subject


@pytest.mark.parametrize("hostile", LITERAL)
def test_a_name_comes_out_literally(hostile: str) -> None:
    """R-INV-02: a value is text: it is escaped, and never read as a variable once more."""
    name = chip("traineeFirstName")
    values = Values.of({Variable.TRAINEE_FIRST_NAME: hostile, Variable.CUSTOMER: SECRET})
    rendered = render(wording(paragraph(name), subject=document(paragraph(name))), values)
    assert Wire(rendered.html).words == _words(hostile)
    assert rendered.text == _words(hostile)
    assert rendered.subject == _words(hostile)
    assert SECRET not in rendered.html


@pytest.mark.parametrize("hostile", REFUSED)
def test_control_characters_are_refused_at_save_and_stripped_from_values(hostile: str) -> None:
    """R-INV-02: what no mail should carry is refused when written, and taken out of what was imported."""
    for parse in (parse_body, parse_subject):
        with pytest.raises(Invalid) as refusal:
            parse(document(paragraph(text(hostile))))
        assert [error.code for error in refusal.value.errors] == ["forbidden_character"]
    name = chip("traineeFirstName")
    rendered = render(
        wording(paragraph(name), subject=document(paragraph(name))), Values.of({Variable.TRAINEE_FIRST_NAME: hostile})
    )
    assert rendered.subject == rendered.text == "be fore"
    assert rendered.html == "<p>be fore</p>"


@pytest.mark.parametrize("href", LINKS_REFUSED)
def test_a_link_to_anything_but_web_and_mail_is_refused(href: str) -> None:
    """R-INV-02: links are https or mailto, whole, and without a trick in them."""
    with pytest.raises(Invalid) as refusal:
        parse_body(document(paragraph(text("Lees meer", link(href)))))
    assert refusal.value.errors[0].code == "link_not_allowed"
    assert refusal.value.errors[0].pointer == "/body/content/0/content/0/marks/0/attrs/href"


@pytest.mark.parametrize("href", LINKS_ALLOWED)
def test_an_ordinary_link_is_kept(href: str) -> None:
    """R-INV-01: rich text has links."""
    rendered = render(wording(paragraph(text("Lees meer", link(href)))), Values())
    assert Wire(rendered.html).links == [href]
    assert rendered.text == f"Lees meer ({href.removeprefix('mailto:')})"


_PLAIN = tuple(variable for variable, known in DEFINITIONS.items() if known.kind is Kind.TEXT)


@given(values=st.dictionaries(st.sampled_from(_PLAIN), st.text(max_size=80)), hint=st.sampled_from(LITERAL))
def test_values_never_expand_again(values: dict[Variable, str], hint: str) -> None:
    """R-INV-02: for any names and any variables, the mail says exactly the values, each in its own place."""
    filled = {name: f"{value} {hint}" for name, value in values.items()}
    chips = [paragraph(chip(name.value)) for name in filled]
    rendered = render(wording(*chips), Values.of(filled))
    expected = [Values.of({name: value}).lines(name)[0] for name, value in filled.items()]
    assert rendered.text == "\n\n".join(expected)
    assert Wire(rendered.html).words == "\n".join(expected)
    assert rendered.missing == ()
