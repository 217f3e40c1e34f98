"""How a template reads once its values are filled in."""

import time
from uuid import UUID

import pytest

from app.mail.language import LANGUAGES
from app.templates.parsing import parse_body
from app.templates.rendering import MAX_HTML, RenderedTooLarge, render
from app.templates.values import Values
from app.templates.variables import DEFINITIONS, Context, Definition, Variable, offered_in
from tests.app.templates.documents import bullets, chip, document, link, node, paragraph, text, wording

FILE = UUID("0198c0de-0000-7000-8000-000000000001")


def test_html_and_text_come_from_the_same_tree() -> None:
    """R-MAIL-05: both forms say the same, each in its own way."""
    template = wording(
        node("heading", text("Welkom"), level=1),
        paragraph(text("Beste "), chip("traineeFirstName", "bold"), text(",")),
        paragraph(text("Lees "), text("de ", link("https://a.test/")), text("route", "bold", link("https://a.test/"))),
        paragraph(text("Eerste regel"), {"type": "hardBreak"}, text("tweede regel")),
        node("bulletList", node("listItem", paragraph(text("Legitimatie")), bullets("paspoort", "rijbewijs"))),
        node(
            "orderedList", node("listItem", paragraph(text("Vier"))), node("listItem", paragraph(text("Vijf"))), start=4
        ),
        paragraph(),
    )
    rendered = render(template, Values.of({Variable.TRAINEE_FIRST_NAME: "Sanne"}))
    assert rendered.html.split("\n") == [
        "<h1>Welkom</h1>",
        "<p>Beste <strong>Sanne</strong>,</p>",
        '<p>Lees <a href="https://a.test/" rel="noopener noreferrer">de </a>'
        '<a href="https://a.test/" rel="noopener noreferrer"><strong>route</strong></a></p>',
        "<p>Eerste regel<br>tweede regel</p>",
        "<ul><li><p>Legitimatie</p><ul><li>paspoort</li><li>rijbewijs</li></ul></li></ul>",
        '<ol start="4"><li>Vier</li><li>Vijf</li></ol>',
        "<p>&nbsp;</p>",
    ]
    assert rendered.text == (
        "Welkom\n\nBeste Sanne,\n\nLees de route (https://a.test/)\n\nEerste regel\ntweede regel\n\n"
        "- Legitimatie\n  - paspoort\n  - rijbewijs\n\n4. Vier\n5. Vijf"
    )


def test_a_list_alone_in_a_paragraph_is_a_list_and_within_a_line_an_enumeration() -> None:
    """R-INV-02: the list of trainees is one built-in block."""
    values = Values.of({}, {Variable.TRAINEES: ["Sanne van den Berg", "Joris <Bakker>"]})
    alone = render(wording(paragraph(text(" "), chip("trainees"), text(" "))), values)
    assert alone.html == "<ul><li>Sanne van den Berg</li><li>Joris &lt;Bakker&gt;</li></ul>"
    assert alone.text == "- Sanne van den Berg\n- Joris <Bakker>"
    within = render(
        wording(paragraph(text("Met "), chip("trainees"), text(".")), subject=document(paragraph(chip("trainees")))),
        values,
    )
    assert within.text == "Met Sanne van den Berg, Joris <Bakker>."
    assert within.subject == "Sanne van den Berg, Joris <Bakker>"


@pytest.mark.parametrize(("language", "expected"), [("nl", "Beste cursist, welkom"), ("en", "Beste trainee, welkom")])
def test_a_missing_value_is_told_and_still_reads_as_a_sentence(language: str, expected: str) -> None:
    """R-INV-02: a variable without a value never shows as such in a mail."""
    line = (text("Beste "), chip("traineeFirstName"), text(" "), chip("traineeLastName"), text(", welkom"))
    template = wording(
        paragraph(*line), subject=document(paragraph(*line)), language="en" if language == "en" else "nl"
    )
    rendered = render(template, Values.of({Variable.TRAINEE_FIRST_NAME: "  ", Variable.TRAINEE_LAST_NAME: None}))
    assert rendered.text == rendered.subject == expected
    assert rendered.missing == (Variable.TRAINEE_FIRST_NAME, Variable.TRAINEE_LAST_NAME)


def test_an_empty_list_is_told_as_missing() -> None:
    """R-INV-02: also a list without rows has words in its place."""
    rendered = render(wording(paragraph(chip("trainees"))), Values.of({}, {Variable.TRAINEES: ["", " "]}))
    assert rendered.text == "nog niet bekend"
    assert rendered.missing == (Variable.TRAINEES,)


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda known: str(known.variable.value))
def test_every_variable_has_a_label_and_a_sample_and_never_shows_its_name(definition: Definition) -> None:
    """R-INV-02: in both languages, with a value and without one."""
    for language in LANGUAGES:
        sample = definition.sample.in_language(language)
        template = wording(paragraph(text("Zie "), chip(definition.variable.value)), language=language)
        assert render(template, Values.of({definition.variable: sample})).text == f"Zie {' '.join(sample.split())}"
        fallback = definition.fallback.in_language(language)
        assert render(template, Values()).text == f"Zie {fallback}".strip()
        assert definition.label.in_language(language)
    assert set(DEFINITIONS) == set(Variable)


def test_the_list_of_trainees_is_for_who_may_see_it() -> None:
    """R-INV-02: one trainee is not told who the others are."""
    assert Variable.TRAINEES not in {known.variable for known in offered_in(Context.TRAINEE)}
    assert Variable.TRAINEES in {known.variable for known in offered_in(Context.CONTACT)}
    assert Variable.TRAINEE_FIRST_NAME not in {known.variable for known in offered_in(Context.CONTACT)}


def test_an_image_is_shown_from_where_the_mail_keeps_it() -> None:
    """R-INV-01: only the provider's own files; without one the words stand there."""
    template = wording({"type": "image", "attrs": {"fileId": str(FILE), "alt": 'Kaart "zuid"'}})
    shown = render(template, Values(), {FILE: "cid:kaart"})
    assert 'src="cid:kaart" alt="Kaart &quot;zuid&quot;"' in shown.html
    assert render(template, Values()).html == "<p>Kaart &quot;zuid&quot;</p>"
    assert shown.text == '[Kaart "zuid"]'


def test_a_long_subject_is_cut() -> None:
    """R-INV-02: long names do not make an endless header."""
    template = wording(paragraph(), subject=document(paragraph(*(chip("customer") for _ in range(3)))))
    subject = render(template, Values.of({Variable.CUSTOMER: "x" * 200})).subject
    assert len(subject) == 250
    assert subject.endswith("x…")


def test_the_largest_template_renders_within_fifty_milliseconds() -> None:
    """R-INV-02: 100 kB and 500 nodes cost no more than 50 ms, and a mail never grows beyond 1 MB."""
    blocks = [paragraph(text("<&>" * 90, "bold"), chip("customer")) for _ in range(160)]
    template = wording(*blocks)
    values = Values.of({Variable.CUSTOMER: "&" * 400})
    best = min(_seconds(lambda: render(template, values)) for _ in range(5))
    assert best < 0.05


def test_a_mail_that_grows_too_large_is_refused() -> None:
    """R-INV-02: long lists do not make a mail that no server takes."""
    template = wording(*(paragraph(chip("trainees")) for _ in range(200)))
    values = Values.of({}, {Variable.TRAINEES: ["x" * 200 for _ in range(MAX_HTML // 20_000)]})
    with pytest.raises(RenderedTooLarge):
        render(template, values)


def test_blank_documents_are_recognised() -> None:
    """R-INV-03: a mail without words cannot be sent."""
    assert parse_body(document(paragraph(), paragraph(text("  ")))).is_blank()
    assert not parse_body(document(paragraph(chip("customer")))).is_blank()


def _seconds(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
