"""The JSON API keeps the contract: one happy path and the refusals of each operation."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import TestResponse

from tests.people import plan, poll

API = "/api/v1"


class Hana:
    """The host, with the API in her hand."""

    def __init__(self, client: FlaskClient, **changes: Any) -> None:
        made = client.post(f"{API}/events", json=plan(**changes))
        assert made.status_code == 201, made.text
        self.client, self.event = client, made.json
        assert self.event is not None
        self.code, self.token = self.event["code"], self.event["host_token"]

    def ask(self, method: str, path: str = "", token: str | None = None, **json: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {token or self.token}"}
        return self.client.open(f"{API}/events/{self.code}{path}", method=method, json=json or None, headers=headers)

    def add(self, activity: dict[str, Any], *, opened: bool = True) -> int:
        id: int = self.ask("POST", "/activities", **activity).json["id"]  # type: ignore[index]
        if opened:
            assert self.ask("POST", f"/activities/{id}/moves", move="open").status_code == 200
        return id


@pytest.fixture
def hana(client: FlaskClient) -> Hana:
    return Hana(client)


@pytest.fixture
def gus(client: FlaskClient, hana: Hana) -> str:
    """Gus' token."""
    return reply(client, hana.code, name="Gus", answer="yes").json["guest_token"]  # type: ignore[index,no-any-return]


def reply(client: FlaskClient, code: str, token: str | None = None, **fields: Any) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(f"{API}/events/{code}/replies", json=fields, headers=headers)


def assert_problem(response: TestResponse, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    problem: dict[str, Any] = response.json  # type: ignore[assignment]
    assert {"type", "title", "status", "detail", "code"} <= set(problem)
    assert (problem["status"], problem["code"]) == (status, code)
    assert "Traceback" not in response.text
    return problem


def test_planning_gives_the_event_and_its_secrets_once(client: FlaskClient, hana: Hana) -> None:
    assert hana.event is not None
    assert hana.event["starts_at_utc"] == "2026-12-03T18:00:00Z"
    assert hana.event["urls"]["host"].endswith(hana.token)
    assert len(hana.event["activities"]) >= 4
    seen = client.get(f"{API}/events/{hana.code}").json
    assert seen is not None
    assert "activities" not in seen
    assert hana.token not in str(seen)
    assert hana.token not in hana.ask("GET").text


def test_the_host_sees_what_others_do_not(client: FlaskClient) -> None:
    hana = Hana(client, host={"name": "Hana", "email": "hana@example.org"})
    assert "hana@example.org" in hana.ask("GET").text
    assert "hana@example.org" not in client.get(f"{API}/events/{hana.code}").text


def test_two_events_of_one_host_have_tokens_of_their_own(client: FlaskClient, hana: Hana) -> None:
    headers = {"Authorization": f"Bearer {hana.token}"}
    second = client.post(f"{API}/events", json=plan(title="The next one"), headers=headers).json
    assert second is not None
    assert second["host_token"] != hana.token
    assert_problem(
        client.patch(f"{API}/events/{second['code']}", json={"title": "x"}, headers=headers), 403, "not-allowed"
    )


def test_every_wrong_field_is_named(client: FlaskClient) -> None:
    problem = assert_problem(client.post(f"{API}/events", json={"title": "", "surprise": 1}), 422, "invalid")
    assert {each["field"] for each in problem["errors"]} >= {
        "title",
        "theme",
        "starts_at",
        "timezone",
        "host",
        "surprise",
    }
    assert all(each["message"] for each in problem["errors"])


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"\xff\xfe", b"[" * 10_000])
def test_a_body_that_is_no_json_is_a_bad_message(client: FlaskClient, body: bytes) -> None:
    assert_problem(client.post(f"{API}/events", data=body, content_type="application/json"), 400, "bad-message")


@pytest.mark.parametrize("body", [b"[]", b"5", b'"text"', b"true"])
def test_json_that_is_no_object_is_invalid(client: FlaskClient, body: bytes) -> None:
    assert_problem(client.post(f"{API}/events", data=body, content_type="application/json"), 422, "invalid")


def test_a_body_over_a_megabyte_is_refused(client: FlaskClient) -> None:
    too_large = client.post(f"{API}/events", json=plan(description="x" * 1_100_000))
    assert_problem(too_large, 413, "invalid")


def test_a_change_is_the_hosts_and_raises_sequence(hana: Hana, gus: str) -> None:
    changed = hana.ask("PATCH", title="Friday").json
    assert changed is not None
    assert (changed["title"], changed["sequence"]) == ("Friday", 1)
    assert_problem(hana.ask("PATCH", token=gus, title="Mine"), 403, "not-allowed")
    assert_problem(hana.client.patch(f"{API}/events/{hana.code}", json={"title": "x"}), 401, "not-allowed")
    assert_problem(hana.ask("PATCH", starts_at="yesterday"), 422, "invalid")
    assert_problem(hana.ask("PATCH", code="AAAAAAAA"), 422, "invalid")


def test_a_reply_under_the_name_of_the_host_is_refused(client: FlaskClient, hana: Hana) -> None:
    answered = reply(client, hana.code, name="H\u0430na", answer="yes")
    assert (answered.status_code, answered.json["errors"][0]["field"]) == (422, "name")


def test_a_cancelled_event_stays_and_takes_no_replies(client: FlaskClient, hana: Hana) -> None:
    assert hana.ask("DELETE").json["status"] == "cancelled"  # type: ignore[index]
    assert hana.ask("DELETE").json["sequence"] == 1  # type: ignore[index]
    assert client.get(f"{API}/events/{hana.code}").status_code == 200
    assert_problem(reply(client, hana.code, name="Gus", answer="yes"), 409, "closed")


def test_a_reply_is_kept_and_changed_with_its_token(client: FlaskClient, hana: Hana) -> None:
    first = reply(client, hana.code, name="Gus", email="gus@example.org", answer="yes", plus=2)
    assert first.status_code == 201
    token = first.json["guest_token"]  # type: ignore[index]
    second = reply(client, hana.code, token, name="Gus", answer="maybe")
    assert second.status_code == 200
    assert "guest_token" not in (second.json or {})
    assert hana.ask("GET").json["replies"] == {"yes": 0, "maybe": 1, "no": 0}  # type: ignore[index]
    assert [each["name"] for each in hana.ask("GET", "/replies").json] == ["Gus"]  # type: ignore[union-attr]


def test_yes_counts_the_people_brought_along(client: FlaskClient, hana: Hana) -> None:
    reply(client, hana.code, name="Gus", answer="yes", plus=2)
    reply(client, hana.code, name="Ivy", answer="no", plus=3)
    assert hana.ask("GET").json["replies"] == {"yes": 3, "maybe": 0, "no": 1}  # type: ignore[index]


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "answer": "yes"},
        {"name": "Gus", "answer": "perhaps"},
        {"name": "Gus"},
        {"name": "Gus", "answer": "yes", "plus": 10},
        {"name": "Gus", "answer": "yes", "plus": True},
        {"name": "Gus", "answer": "yes", "email": "x"},
        {"name": "Gus", "answer": "yes", "guest_token": "x"},
    ],
)
def test_a_reply_that_cannot_be_right_is_refused(client: FlaskClient, hana: Hana, fields: dict[str, Any]) -> None:
    assert_problem(reply(client, hana.code, **fields), 422, "invalid")


def test_replies_are_for_the_host(client: FlaskClient, hana: Hana, gus: str) -> None:
    assert_problem(hana.ask("GET", "/replies", token=gus), 403, "not-allowed")
    assert_problem(client.get(f"{API}/events/{hana.code}/replies"), 401, "not-allowed")


def test_a_token_nobody_has_replies_for_nobody(client: FlaskClient, hana: Hana) -> None:
    assert_problem(reply(client, hana.code, "no-such-token", name="Gus", answer="yes"), 403, "not-allowed")


def test_an_activity_is_planned_edited_moved_and_removed(hana: Hana) -> None:
    id = hana.add(poll(), opened=False)
    assert hana.ask("PATCH", f"/activities/{id}", title="And now?").json["title"] == "And now?"  # type: ignore[index]
    for _ in range(2):
        assert hana.ask("POST", f"/activities/{id}/moves", move="open").json["state"] == "open"  # type: ignore[index]
    assert hana.ask("DELETE", f"/activities/{id}").status_code == 204
    assert_problem(hana.ask("DELETE", f"/activities/{id}"), 404, "not-found")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("", {"kind": "nope", "title": "x", "config": {}}, 422),
        ("", {"kind": "single", "title": "x", "config": {"options": ["one"]}}, 422),
        ("", {"kind": "single", "title": "", "config": {"options": ["a", "b"]}}, 422),
        ("/{id}/moves", {"move": "fly"}, 422),
        ("/{id}/moves", {"move": "close", "version": 10_000}, 409),
        ("/{id}/moves", {"move": "close", "version": True}, 422),
        ("/{id}/moves", {}, 400),
        ("/999999/moves", {"move": "open"}, 404),
    ],
)
def test_what_an_activity_cannot_do_is_refused(hana: Hana, path: str, body: dict[str, Any], status: int) -> None:
    id = hana.add(poll())
    assert hana.ask("POST", "/activities" + path.format(id=id), **body).status_code == status


def test_activities_are_the_hosts(hana: Hana, gus: str) -> None:
    id = hana.add(poll())
    for method, path, body in (
        ("POST", "/activities", poll()),
        ("PATCH", f"/activities/{id}", {"title": "x"}),
        ("DELETE", f"/activities/{id}", {}),
        ("POST", f"/activities/{id}/moves", {"move": "close"}),
    ):
        assert_problem(hana.ask(method, path, token=gus, **body), 403, "not-allowed")


def test_a_guest_answers_by_the_api_as_by_the_socket(hana: Hana, gus: str) -> None:
    id = hana.add(poll())
    first = hana.ask("POST", f"/activities/{id}/answers", token=gus, answer="dune", key="one")
    assert first.status_code == 200
    again = hana.ask("POST", f"/activities/{id}/answers", token=gus, answer="dune", key="one")
    assert again.json == first.json
    assert_problem(hana.ask("POST", f"/activities/{id}/answers", token=gus, answer="x", key="2"), 422, "invalid")
    assert_problem(hana.ask("POST", f"/activities/{id}/answers", token=gus, answer="dune", key=""), 422, "invalid")
    assert_problem(hana.ask("POST", f"/activities/{id}/answers", answer="dune", key="3"), 403, "not-allowed")
    hana.ask("POST", f"/activities/{id}/moves", move="close")
    assert_problem(hana.ask("POST", f"/activities/{id}/answers", token=gus, answer="dune", key="4"), 409, "closed")


def test_the_room_is_seen_by_its_own(client: FlaskClient, hana: Hana, gus: str) -> None:
    id = hana.add(poll())
    hana.ask("POST", f"/activities/{id}/answers", token=gus, answer="dune", key="one")
    room = hana.ask("GET", "/room", token=gus).json
    assert room is not None
    assert room["you"]["role"] == "guest"
    assert [each["mine"] for each in room["activities"]] == ["dune"]
    assert "tally" not in room["activities"][0]
    assert hana.ask("GET", "/room").json["you"]["role"] == "host"  # type: ignore[index]
    assert_problem(client.get(f"{API}/events/{hana.code}/room"), 401, "not-allowed")
    assert_problem(hana.ask("GET", "/room?on=2026-12-04", token=gus), 404, "not-found")
    assert_problem(hana.ask("GET", "/room?on=soon", token=gus), 422, "invalid")
    assert hana.ask("GET", "/room?on=2026-12-03", token=gus).status_code == 200


def test_the_recap_tells_what_happened(hana: Hana, gus: str) -> None:
    id = hana.add(poll())
    hana.ask("POST", f"/activities/{id}/answers", token=gus, answer="dune", key="one")
    recap = hana.ask("GET", "/recap").json
    assert recap is not None
    assert [each["tally"]["counts"]["dune"] for each in recap["activities"] if each["id"] == id] == [1]
    assert_problem(hana.ask("GET", "/recap", token=gus), 403, "not-allowed")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_the_recap_as_a_table_runs_no_formula(hana: Hana, gus: str, start: str) -> None:
    id = hana.add({"kind": "words", "title": f"{start}1+1", "config": {}})
    hana.ask("POST", f"/activities/{id}/answers", token=gus, answer=["=cmd()"], key="one")
    table = hana.ask("GET", "/recap.csv")
    assert table.mimetype == "text/csv"
    cells = [cell for line in table.text.removeprefix("\ufeff").splitlines() for cell in line.split(",")]
    assert any("=cmd()" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_themes_and_kinds_describe_themselves(client: FlaskClient) -> None:
    assert {theme["slug"] for theme in client.get(f"{API}/themes").json} >= {  # type: ignore[union-attr]
        "book-club",
        "cooking-class",
        "story-time",
    }
    kinds = {kind["kind"]: kind for kind in client.get(f"{API}/kinds").json}  # type: ignore[union-attr]
    assert kinds["single"]["config"]["properties"]["options"]
    assert "next" in kinds["prompt"]["moves"]


def test_changing_an_activity_documents_which_row_is_which(client: FlaskClient) -> None:
    described = client.get("/openapi.json").json["paths"][f"{API}/events/{{code}}/activities/{{activity}}"]["patch"]  # type: ignore[index]
    for said in ("known by its `id`", "keys it does not name stay", "`null` takes one away"):
        assert said in " ".join(described["description"].split())


@pytest.mark.parametrize("path", ["/events/ZZZZZZZZ", "/events/ZZZZZZZZ/room", "/no-such-thing", "/events/%00"])
def test_what_is_not_there_is_a_problem_and_no_page(client: FlaskClient, path: str) -> None:
    assert_problem(client.get(API + path), 404, "not-found")


def test_a_method_that_does_not_exist_says_which_do(client: FlaskClient) -> None:
    refused = client.put(f"{API}/events")
    assert refused.status_code == 405
    assert "POST" in refused.headers["Allow"]


def test_a_cookie_never_acts_through_the_api(app: Flask, hana: Hana) -> None:
    browser = app.test_client()
    browser.get(f"/h/{hana.token}")
    assert browser.get(f"/e/{hana.code}/manage").status_code == 200
    assert browser.delete(f"{API}/events/{hana.code}").status_code == 401


def test_the_description_is_valid_and_names_every_operation(app: Flask, client: FlaskClient) -> None:
    document = client.get("/openapi.json").json
    assert document is not None
    OpenAPIV31SpecValidator(document).validate()
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    routed = {
        (method, rule.rule.replace("<int:", "{").replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == routed


def test_the_passphrase_of_the_instance_is_asked_for(config: Any) -> None:
    from dataclasses import replace

    from eventkit.app import create_app

    client = create_app(replace(config, create_passphrase="open sesame")).test_client()
    assert_problem(client.post(f"{API}/events", json=plan()), 403, "not-allowed")
    assert_problem(client.post(f"{API}/events", json=plan(passphrase="wrong")), 403, "not-allowed")
    assert client.post(f"{API}/events", json=plan(passphrase="open sesame")).status_code == 201
