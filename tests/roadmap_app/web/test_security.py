"""What stands around every request: headers, form tokens, foreign forms, the right lock."""

import re

import pytest
from factories import make_network, make_person, signed_in

from roadmap_app.app import create_app
from roadmap_app.models import Person
from roadmap_app.settings import read_settings
from roadmap_app.web.handles import db
from roadmap_app.web.returning import own_path

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FORBIDDEN_IN_A_POLICY = ("unsafe", "*", "http", "blob:")


@pytest.fixture
def madina(app):
    """Give a person without roles."""
    with app.app_context():
        make_network(db.session)
        person = make_person(db.session, "Madina Rahimova")
        db.session.commit()
        return db.session.get(Person, person.id)


@pytest.fixture
def guarded(app):
    """Give the application with its form tokens switched on, as people meet it."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def token_in(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/"),
        ("GET", "/sign-in"),
        ("POST", "/sign-in"),
        ("GET", "/account"),
        ("GET", "/people"),
        ("GET", "/nothing/here"),
        ("PUT", "/"),
        ("GET", "/livez"),
        ("GET", "/readyz"),
        ("GET", "/static/nothing.js"),
        ("GET", "/static/manifest.json"),
    ],
)
def test_every_answer_has_its_headers(client, method, address):
    answer = client.open(address, method=method)
    answer.close()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not [each for each in FORBIDDEN_IN_A_POLICY if each in policy]
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" not in answer.headers
    if not address.startswith("/static/manifest"):
        assert "no-" in answer.headers["Cache-Control"]


def test_over_https_cookies_stay_there(tmp_path):
    app = create_app(read_settings({"ROADMAP_DATA": str(tmp_path), "ROADMAP_BASE_URL": "https://roadmap.example.org"}))
    client = app.test_client()
    answer = client.get("/livez", base_url="https://roadmap.example.org")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-roadmap"
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_HTTPONLY"]
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_a_form_without_its_token_changes_nothing(guarded, madina):
    client = signed_in(guarded.test_client(), madina)
    answer = client.post("/account", data={"name": "Changed", "locale": "en"})
    assert answer.status_code == 400
    assert "This form is too old" in answer.text
    assert 'data-outcome="failed"' in answer.text
    assert "Changed" not in client.get("/account").text
    token = token_in(client.get("/account"))
    assert client.post("/account", data={"name": "Changed", "locale": "en", "csrf_token": token}).status_code == 303


def test_a_fragment_with_an_old_token_is_told_so_and_given_one_that_will_do(guarded, madina):
    client = signed_in(guarded.test_client(), madina)
    headers = {"HX-Request": "true", "X-CSRFToken": "old"}
    answer = client.post("/account", data={"name": "Changed", "locale": "en"}, headers=headers)
    assert answer.status_code == 400
    assert "<html" not in answer.text
    assert "This form is too old" in answer.text
    headers["X-CSRFToken"] = answer.headers["X-CSRFToken"]
    again = client.post("/account", data={"name": "Changed", "locale": "en"}, headers=headers)
    assert again.headers["HX-Redirect"] == "/account"


def test_a_token_of_before_signing_in_does_not_outlive_it(guarded, madina):
    client = guarded.test_client()
    old = token_in(client.get("/sign-in"))
    signed_in(client, madina)
    with client.session_transaction() as cookie:
        cookie.pop("csrf_token")
    assert client.post("/account", data={"name": "x", "csrf_token": old}).status_code == 400


def test_whoever_is_not_signed_in_is_led_to_the_door_even_with_an_old_token(guarded):
    answer = guarded.test_client().post("/account", headers={"Referer": "http://localhost/account"})
    assert answer.location == "/sign-in?next=/account"
    fragment = guarded.test_client().post("/account", headers={"HX-Request": "true"})
    assert fragment.status_code == 401


def test_the_door_itself_asks_for_a_token(guarded):
    answer = guarded.test_client().post("/sign-in", data={"email": "a@example.org", "password": "x"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("site", "code"), [("cross-site", 403), ("same-site", 403), ("same-origin", 303), ("none", 303)]
)
def test_a_form_of_another_site_changes_nothing(client, madina, site, code):
    signed_in(client, madina)
    form = {"name": "Changed", "locale": "en"}
    answer = client.post("/account", data=form, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == code
    assert ("Changed" in client.get("/account").text) == (code == 303)
    assert ("sent from another site" in answer.text) == (code == 403)
    assert client.get("/account", headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        " /a",
        "/" + "a" * 3000,
        "/\u202egnp.exe",
    ],
)
def test_a_way_back_never_leaves_this_site(path):
    assert own_path(path) == ""


@pytest.mark.parametrize("path", ["/", "/a/b?c=d%2Fe#f", "/roadmaps/x/master/draft/n?q=Қазақстан"])
def test_a_way_back_keeps_paths_of_this_site(path):
    assert own_path(path) == path


@pytest.mark.parametrize(("hops", "seen"), [("0", "127.0.0.0/24"), ("1", "203.0.113.0/24")])
def test_a_forged_address_is_believed_only_as_far_as_there_are_proxies(tmp_path, hops, seen):
    settings = read_settings({"ROADMAP_DATA": str(tmp_path), "ROADMAP_PROXY_HOPS": hops})
    app = create_app(settings)

    @app.get("/who")
    def who():
        from roadmap_app.web.visitor import address  # noqa: PLC0415 -- belongs to this one request

        return address()

    answer = app.test_client().get("/who", headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"})
    assert answer.text == seen


def test_pages_hold_neither_inline_script_nor_style(client, madina):
    signed_in(client, madina)
    for address in ("/", "/account", "/account/password", "/sign-in/link/x", "/nothing"):
        page = client.get(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*src=)", page)


def test_names_that_are_translated_are_no_markup(app, client):
    odd = "<b onclick='x'>Central & Asia</b>"
    with app.app_context():
        make_network(db.session).region = odd
        db.session.commit()
    for address in ("/", "/sign-in"):
        page = client.get(address).text
        assert odd not in page
        assert "&lt;b onclick" in page
