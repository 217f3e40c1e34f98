"""What makes a certificate known again."""

from uuid import UUID

from app.certificates.identity import new_verification_code, search_words, type_key

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_a_type_of_the_catalogue_is_the_same_under_another_name() -> None:
    """R-EXP-02: a certificate renews another of the same type, also when the type was renamed meanwhile."""
    assert type_key("certified", ONE, "BHV basis") == type_key("certified", ONE, "BHV, de basis")
    assert type_key("certified", ONE, "BHV basis") != type_key("certified", OTHER, "BHV basis")
    assert type_key("certified", ONE, "BHV basis") != type_key("external", ONE, "BHV basis")


def test_a_type_that_is_only_a_name_is_known_by_it() -> None:
    """R-PRC-04: capitals, accents and punctuation do not matter."""
    assert type_key("imported", None, "Eerste hulp (EHBO)") == type_key("imported", None, "éérste hulp EHBO")


def test_the_words_to_search_by_hold_name_type_and_numbers() -> None:
    """R-PRC-01: a certificate is found by its number, also as people write it."""
    assert search_words("Łukasz Yılmaz", "EHBO", 42, "", 806) == "lukasz yilmaz ehbo #42 #806"
    assert search_words("Zoë de Vries", "AED", None, "NL-2024/77", None) == "zoe de vries aed nl 2024 77"


def test_verification_codes_cannot_be_guessed() -> None:
    """R-PRC-02: 128 random bits each."""
    codes = {new_verification_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert {len(code) for code in codes} == {22}
