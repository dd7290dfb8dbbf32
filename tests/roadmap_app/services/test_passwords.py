"""Which passwords are good enough, and how they are kept."""

import pytest
from argon2 import PasswordHasher

from roadmap_app.services import passwords
from roadmap_app.services.passwords import Weakness, weakness


def weak(password):
    return weakness(password, email="madina.rahimova@example.org", name="Madina Rahimova")


@pytest.mark.parametrize(
    "password",
    [
        "seven goats cross the river",
        "correct horse battery staple",
        "сад и море в мае",
        "Zx9!pQ4@tT7&",
        "bishkek gardens in may",
        "天天向上好好学习读书写字",
        " spaces  count too ",
    ],
)
def test_twelve_characters_that_nobody_would_guess_will_do(password):
    assert weak(password) is None


@pytest.mark.parametrize("password", ["", "short", "elevenchars"])
def test_less_than_twelve_characters_are_too_few(password):
    assert weak(password) is Weakness.TOO_SHORT


def test_an_endless_password_is_refused_before_it_is_hashed():
    assert weak("ab3 " * 500_000) is Weakness.TOO_LONG


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "P@ssw0rd2026!!",
        "123456789012",
        "qwertyuiop12",
        "йцукенгшщзхъ1",
        "aaaaaaaaaaaaaaa",
        "Kazakhstan2026!",
        "Tashkent Kazakhstan",
        "letmein-letmein",
        "abcdabcdabcd",
    ],
)
def test_what_many_people_use_is_refused(password):
    assert weak(password) is Weakness.COMMON


@pytest.mark.parametrize("password", ["Madina1985!!!", "rahimova.madina", "MadinaRahimova1"])
def test_ones_own_name_is_refused(password):
    assert weak(password) is Weakness.OWN_NAME


def test_a_kept_password_matches_itself_only():
    kept = passwords.hashed("seven goats cross the river")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(kept, "seven goats cross the river")
    assert not passwords.matches(kept, "seven goats cross the river ")
    assert passwords.hashed("seven goats cross the river") != kept


def test_the_same_word_typed_on_another_keyboard_matches():
    assert passwords.matches(passwords.hashed("Café crème noire"), "Cafe\u0301 cre\u0300me noire")


@pytest.mark.parametrize("kept", ["", "not a hash", "$argon2id$broken"])
def test_no_password_kept_matches_nothing(kept):
    assert not passwords.matches(kept, "nobody has this password")


def test_a_hash_of_older_parameters_is_outdated():
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("x" * 12))
    assert not passwords.is_outdated(passwords.hashed("x" * 12))


def test_megabytes_are_no_password():
    kept = passwords.hashed("seven goats cross the river")
    assert not passwords.matches(kept, "\ufdfa" * 1_000_000)
    assert not passwords.matches(kept, "")
