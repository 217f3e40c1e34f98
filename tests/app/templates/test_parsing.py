"""What a template may be made of, and how a fault is told."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.templates.parsing import MAX_DEPTH, MAX_NODES, parse_body, parse_subject
from app.templates.variables import Variable
from tests.app.templates.documents import bullets, chip, document, link, node, paragraph, text

FILE = "0198c0de-0000-7000-8000-000000000001"


def _faults(raw: object) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        parse_body(raw)
    return {error.pointer: error.code for error in refusal.value.errors}


def test_everything_that_is_allowed_comes_back_in_canonical_form() -> None:
    """R-INV-01: paragraphs, headings, lists, marks, links, breaks, images and chips are kept as written."""
    raw = document(
        node("heading", text("Welkom"), level=2),
        paragraph(text("Beste "), chip("traineeFirstName", "bold"), text(",")),
        paragraph(text("Kijk", "bold", "italic", "underline", link("https://example.test/")), {"type": "hardBreak"}),
        bullets("Neem mee", "Trek aan"),
        node("orderedList", node("listItem", paragraph(text("Eerst")), bullets("Dan")), start=3),
        {"type": "image", "attrs": {"fileId": FILE, "alt": "Plattegrond"}},
        {"type": "paragraph"},
    )
    parsed = parse_body(raw)
    assert parsed.to_json() == raw
    assert parse_body(parsed.to_json()) == parsed
    assert parsed.variables() == (Variable.TRAINEE_FIRST_NAME,)
    assert [str(file) for file in parsed.images()] == [FILE]


def test_what_the_editor_adds_to_a_link_is_dropped() -> None:
    """R-INV-01: target, rel and class are the renderer's business."""
    mark = {"type": "link", "attrs": {"href": "https://example.test/", "target": "_blank", "rel": "x", "class": None}}
    parsed = parse_body(document(paragraph(text("Lees meer", mark))))
    assert parsed.to_json() == document(paragraph(text("Lees meer", link("https://example.test/"))))


def test_an_unknown_variable_is_refused_with_its_place() -> None:
    """R-INV-02: a variable that does not exist is told while writing."""
    raw = document(paragraph(text("Beste "), chip("password"), chip("trainee.firstName")), paragraph(chip("customer")))
    assert _faults(raw) == {
        "/body/content/0/content/1/attrs/name": "unknown_variable",
        "/body/content/0/content/2/attrs/name": "unknown_variable",
    }


@pytest.mark.parametrize(
    ("raw", "pointer", "code"),
    [
        (None, "/body", "node_not_allowed"),
        ([], "/body", "node_not_allowed"),
        ("<p>Hallo</p>", "/body", "node_not_allowed"),
        ({}, "/body", "node_not_allowed"),
        (paragraph(), "/body", "node_not_allowed"),
        ({"type": []}, "/body", "node_not_allowed"),
        ({"type": "doc", "content": {}}, "/body/content", "not_a_list"),
        ({"type": "doc", "html": "<b>"}, "/body/html", "field_not_allowed"),
        ({"type": "doc", "a/b~c": 1}, "/body/a~1b~0c", "field_not_allowed"),
        (document({"type": "script"}), "/body/content/0", "node_not_allowed"),
        (document({"type": "codeBlock"}), "/body/content/0", "node_not_allowed"),
        (document(text("los")), "/body/content/0", "node_not_allowed"),
        (document(document()), "/body/content/0", "node_not_allowed"),
        (document(paragraph(paragraph())), "/body/content/0/content/0", "node_not_allowed"),
        (document(node("bulletList", paragraph())), "/body/content/0/content/0", "node_not_allowed"),
        (document(node("paragraph", style="x")), "/body/content/0/attrs/style", "attribute_not_allowed"),
        (document({"type": "paragraph", "attrs": "x"}), "/body/content/0/attrs", "not_an_object"),
        (document(node("heading", level=4)), "/body/content/0/attrs/level", "out_of_range"),
        (document(node("heading", level=True)), "/body/content/0/attrs/level", "out_of_range"),
        (document(node("heading")), "/body/content/0/attrs/level", "out_of_range"),
        (document(node("orderedList", start=-1)), "/body/content/0/attrs/start", "out_of_range"),
        (document(paragraph({"type": "text"})), "/body/content/0/content/0/text", "not_a_text"),
        (document(paragraph({"type": "text", "text": 7})), "/body/content/0/content/0/text", "not_a_text"),
        (document(paragraph(text("x", "strike"))), "/body/content/0/content/0/marks/0", "mark_not_allowed"),
        (document(paragraph(text("x", {"type": ["bold"]}))), "/body/content/0/content/0/marks/0", "mark_not_allowed"),
        (
            document(paragraph({"type": "text", "text": "x", "marks": ["bold"]})),
            "/body/content/0/content/0/marks/0",
            "mark_not_allowed",
        ),
        (
            document(paragraph({"type": "text", "text": "x", "marks": "bold"})),
            "/body/content/0/content/0/marks",
            "not_a_list",
        ),
        (
            document(paragraph(text("x", {"type": "link", "attrs": {"href": chip("customer")}}))),
            "/body/content/0/content/0/marks/0/attrs/href",
            "link_not_allowed",
        ),
        (
            document(paragraph({**chip("customer"), "content": [chip("provider")]})),
            "/body/content/0/content/0/content",
            "field_not_allowed",
        ),
        (
            document(paragraph({"type": "variable", "attrs": {"name": {"$ne": ""}}})),
            "/body/content/0/content/0/attrs/name",
            "unknown_variable",
        ),
        (
            document(paragraph({"type": "variable", "attrs": {"name": "customer", "format": "{0}"}})),
            "/body/content/0/content/0/attrs/format",
            "attribute_not_allowed",
        ),
        (
            document({"type": "image", "attrs": {"fileId": "https://example.test/pixel.gif"}}),
            "/body/content/0/attrs/fileId",
            "unknown_file",
        ),
        (
            document({"type": "image", "attrs": {"fileId": FILE, "src": "https://example.test/"}}),
            "/body/content/0/attrs/src",
            "attribute_not_allowed",
        ),
    ],
)
def test_nothing_else_is_accepted(raw: object, pointer: str, code: str) -> None:
    """R-INV-02: the set is closed, and a fault says where it is."""
    assert _faults(raw)[pointer] == code


def test_a_document_may_be_as_large_as_the_limits_and_no_larger() -> None:
    """R-INV-02: 500 nodes, 20 deep, 100 kB."""
    parse_body(document(*(paragraph() for _ in range(MAX_NODES - 1))))
    assert _faults(document(*(paragraph() for _ in range(MAX_NODES)))) == {
        f"/body/content/{MAX_NODES - 1}": "too_many_nodes"
    }
    assert set(_faults(_nested(MAX_DEPTH)).values()) == {"document_too_deep"}
    parse_body(_nested(MAX_DEPTH - 2))
    assert _faults(document(paragraph(text("€" * 40_000)))) == {"/body": "document_too_large"}
    assert set(_faults(document(paragraph(text("a" * 100_001)))).values()) == {"too_long"}


def _nested(depth: int) -> dict[str, Any]:
    inner = paragraph()
    for _ in range(depth // 2):
        inner = node("bulletList", node("listItem", inner))
    return document(inner)


def test_a_bottomless_document_is_refused_quickly() -> None:
    """R-INV-02: depth is counted on the way down, so that no document exhausts the stack."""
    inner: dict[str, Any] = paragraph()
    for _ in range(5_000):
        inner = {"type": "listItem", "content": [{"type": "bulletList", "content": [inner]}]}
    assert "document_too_deep" in _faults(document(node("bulletList", inner))).values()


def test_a_subject_is_one_plain_line() -> None:
    """R-INV-01: text and chips, no marks, no second line, at most 200 characters."""
    parse_subject(document(paragraph(text("Cursus "), chip("courseType"))))
    for raw, code in (
        (document(paragraph(), paragraph()), "subject_of_several_lines"),
        (document(paragraph({"type": "hardBreak"})), "node_not_allowed"),
        (document(node("heading", level=1)), "node_not_allowed"),
        (document(paragraph(text("x", "bold"))), "mark_not_allowed"),
        (document(paragraph(text("x" * 201))), "too_long"),
    ):
        with pytest.raises(Invalid) as refusal:
            parse_subject(raw)
        assert code in [error.code for error in refusal.value.errors]


def test_there_are_fewer_variables_than_the_limit() -> None:
    """R-INV-02: no template can hold more than 50 kinds of chip, since there are not that many."""
    assert len(Variable) <= 50


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "content", "attrs", "marks", "text", "name"]), inner, max_size=4)
    ),
    max_leaves=30,
)


@given(_JSON)
def test_any_json_is_either_a_document_or_refused(raw: object) -> None:
    """R-INV-02: no input makes the parser fail in another way than by naming the fault."""
    with suppress(Invalid):
        document = parse_body(raw)
        assert parse_body(document.to_json()) == document
