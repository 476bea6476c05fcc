"""Hana invites by mail from her page, and Ann answers from the links in it."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from eventkit.app import create_app
from eventkit.config import Config
from eventkit.domain.basics.base import utcnow
from eventkit.domain.coming import guests
from eventkit.domain.letters import opt_outs, outbox
from eventkit.domain.records.guest import Guest, Reply
from eventkit.domain.records.mail import SPARED, Mail
from eventkit.edge import Edge
from tests.forms import fields_in
from tests.people import plan

API = "/api/v1/events"
VIDEO = "https://call.test/a"


class Hana:
    """Her browser, signed in as the host."""

    def __init__(self, app: Flask, **changes: Any) -> None:
        self.browser = app.test_client()
        made: dict[str, Any] = self.browser.post(API, json=plan(**changes)).json  # type: ignore[assignment]
        self.code, self.headers = made["code"], {"Authorization": f"Bearer {made['host_token']}"}
        self.browser.get(made["urls"]["host"].removeprefix("http://127.0.0.1:5000"))
        self.path = f"/e/{self.code}"

    def look(self, page: str = "/invite") -> str:
        return self.browser.get(self.path + page).text

    def post(self, page: str = "/invite", **data: Any) -> Any:
        return self.browser.post(self.path + page, data=data, content_type="multipart/form-data")

    def call(self, **body: Any) -> Any:
        return self.browser.post(f"{API}/{self.code}/invitations", json=body, headers=self.headers)


@pytest.fixture
def hana(app: Flask) -> Hana:
    return Hana(app, video_url=VIDEO)


def invited(edge: Edge) -> list[tuple[str, str | None]]:
    with edge.store.reading() as session:
        query = select(Guest).where(Guest.invited_at.is_not(None)).order_by(Guest.id)
        return [(guest.name, guest.email) for guest in session.scalars(query)]


def link_of(edge: Edge, email: str) -> str:
    """The personal link, as a mail would bear it."""
    with edge.store.transaction() as session:
        guest = session.scalars(select(Guest).where(Guest.email == email)).one()
        return f"/g/{guests.give_link(session, guest)}"


def answers(edge: Edge) -> list[tuple[str, str]]:
    with edge.store.reading() as session:
        return [(each.guest.name, each.answer) for each in session.scalars(select(Reply))]


def test_first_hana_sees_who_was_understood_and_nothing_goes(hana: Hana, edge: Edge) -> None:
    pasted = "Ann <ann@x.org>\nbob@x.org\nnobody\nAnn <ANN@x.org>"
    page = hana.post(emails=pasted, message="Do come!", action="check").text
    assert "2 people to invite" in page
    assert re.search(r"<th[^>]*>Ann</th><td>ann@x.org</td>", page)
    assert re.search(r"<th[^>]*>bob</th><td>bob@x.org</td>", page)
    assert "2 lines are left out" in page
    assert "This is not an address such as ann@example.org." in page
    assert "This address stands there twice." in page
    assert "Send 2 invitations" in page
    assert fields_in(page)["emails"].strip() == pasted
    assert fields_in(page)["message"].strip() == "Do come!"
    assert invited(edge) == []


def test_an_example_stands_there_as_text(hana: Hana) -> None:
    assert "such as Ann &lt;ann@example.org&gt;." in hana.look()


def test_then_she_sends_and_what_was_left_out_stays(hana: Hana, edge: Edge) -> None:
    page = hana.post(emails="Ann <ann@x.org>\nnobody", message="Do come!", action="send").text
    assert "One invitation is on its way." in page
    assert fields_in(page)["emails"].strip() == "nobody"
    assert fields_in(page)["message"].strip() == "Do come!"
    assert invited(edge) == [("Ann", "ann@x.org")]
    sent = hana.post(emails="bob@x.org", message="", action="send")
    assert sent.status_code == 303
    assert "One invitation is on its way." in hana.look()
    assert "2 people have not answered yet" in hana.look()
    with edge.store.reading() as session:
        assert [mail.data for mail in session.scalars(select(Mail).order_by(Mail.id))] == [
            {"message": "Do come!"},
            {"message": ""},
        ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_uploaded(hana: Hana, edge: Edge, encoding: str) -> None:
    table = 'E-Mail;Name;Phone\r\nzoe@x.org;"Doe; Zoë";0301\r\n;Nobody;\r\n'.encode(encoding)
    page = hana.post(emails="ann@x.org", message="", action="check", file=(io.BytesIO(table), "guests.csv")).text
    assert re.search(r"<th[^>]*>Doe; Zoë</th><td>zoe@x.org</td>", page)
    assert hana.post(**{**fields_in(page), "action": "send"}).status_code == 200
    assert invited(edge) == [("ann", "ann@x.org"), ("Doe; Zoë", "zoe@x.org")]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"emails": "ann@x.org", "message": "x" * 501}, "This is too long: at most 500 characters."),
        ({"emails": "a@x.org\n" * 3_000, "message": "Hi"}, "That is more than 1000 addresses."),
    ],
)
def test_nothing_typed_is_lost_in_a_refusal(hana: Hana, edge: Edge, typed: dict[str, str], says: str) -> None:
    answer = hana.post(**typed, action="send")
    assert answer.status_code == 422
    assert says in answer.text
    assert {name: fields_in(answer.text)[name].strip() for name in typed} == {k: v.strip() for k, v in typed.items()}
    assert invited(edge) == []


@pytest.mark.parametrize("action", ["check", "send"])
def test_an_empty_form_says_what_is_missing(hana: Hana, action: str) -> None:
    assert "There is no address yet." in hana.post(emails=" \n", message="", action=action).text


def test_a_cancelled_event_invites_nobody(hana: Hana, edge: Edge) -> None:
    hana.post("/cancel")
    assert "nobody can be invited" in hana.look()
    assert hana.post(emails="ann@x.org", message="", action="send").status_code == 409
    assert hana.call(emails=["ann@x.org"]).status_code == 409
    assert invited(edge) == []


def test_only_the_host_invites(hana: Hana, client: FlaskClient) -> None:
    for page in ("/invite", "/mails"):
        assert client.get(hana.path + page).status_code == 401
    for page in ("/invite", "/remind", "/mails/retry", "/mails/test"):
        assert client.post(hana.path + page, data={"emails": "ann@x.org"}).status_code == 401
    assert client.post(f"{API}/{hana.code}/invitations", json={"emails": ["ann@x.org"]}).status_code == 401


def test_a_program_invites(hana: Hana, edge: Edge) -> None:
    answer = hana.call(emails=["Ann <ann@x.org>", "bob@x.org", "nobody", ""], message="Do come!")
    assert answer.status_code == 202
    why = "This is not an address such as ann@example.org."
    assert answer.json == {
        "queued": 2,
        "refused": [{"email": "nobody", "message": why}, {"email": "", "message": why}],
    }
    again = hana.call(emails=["ann@x.org"]).json
    assert again == {"queued": 0, "refused": [{"email": "ann@x.org", "message": "Was invited already."}]}
    assert invited(edge) == [("Ann", "ann@x.org"), ("bob", "bob@x.org")]
    for body in ({}, {"emails": []}, {"emails": "ann@x.org"}, {"emails": ["a@x.org"], "message": "x" * 501}):
        assert hana.call(**body).status_code == 422
    assert hana.call(emails=["a@x.org"], other=1).json["errors"][0]["field"] == "other"


def test_three_hundred_an_hour_and_no_more(config: Config) -> None:
    app = create_app(Config(**{**config.__dict__, "rate_limits": True}))
    app.config["WTF_CSRF_ENABLED"] = False
    hana, edge = Hana(app), app.extensions["edge"]
    for number in (200, 90):
        emails = [f"guest{n}of{number}@x.org" for n in range(number)]
        assert hana.call(emails=emails).json["queued"] == number
    refused = hana.call(emails=[f"more{n}@x.org" for n in range(11)])
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 60
    page = hana.post(emails="\n".join(f"more{n}@x.org" for n in range(11)), message="Hi", action="send")
    assert page.status_code == 429
    assert "more invitations than may go in one hour" in page.text
    assert "more10@x.org" in fields_in(page.text)["emails"]
    assert hana.call(emails=[f"more{n}@x.org" for n in range(10)]).json["queued"] == 10
    assert len(invited(edge)) == 300
    edge.store.close()


def test_the_replies_show_who_has_not_answered(hana: Hana, client: FlaskClient) -> None:
    hana.call(emails=["Ann <ann@x.org>", "Bob <bob@x.org>"])
    client.post(f"{API}/{hana.code}/replies", json={"name": "Ann", "answer": "yes", "email": "Ann@X.org"})
    page = hana.look("/manage")
    assert "one not answered" in page
    assert page.count("Not answered yet") == 1
    assert "Mail is not set up on this site; share the link instead." in page


@pytest.mark.parametrize("answer", ["yes", "maybe", "no"])
def test_a_link_in_the_mail_chooses_and_one_tap_keeps(hana: Hana, app: Flask, edge: Edge, answer: str) -> None:
    hana.call(emails=["Ann <ann@x.org>"])
    ann = app.test_client()
    page = ann.get(f"{link_of(edge, 'ann@x.org')}?answer={answer}", follow_redirects=True).text
    fields = fields_in(page)
    assert (fields["name"], fields["email"], fields["answer"]) == ("Ann", "ann@x.org", answer)
    assert "It is kept once you tap" in page
    assert answers(edge) == []
    ann.post(f"{hana.path}/reply", data=fields)
    assert answers(edge) == [("Ann", answer)]
    assert invited(edge) == [("Ann", "ann@x.org")]


def test_a_link_with_another_answer_changes_nothing_that_is_kept(hana: Hana, app: Flask, edge: Edge) -> None:
    hana.call(emails=["Ann <ann@x.org>"])
    ann, link = app.test_client(), link_of(edge, "ann@x.org")
    page = ann.get(f"{link}?answer=yes", follow_redirects=True).text
    ann.post(f"{hana.path}/reply", data={**fields_in(page), "plus": "2", "note": "Tea?"})
    fields = fields_in(ann.get(f"{link}?answer=no", follow_redirects=True).text)
    assert (fields["answer"], fields["plus"], fields["note"].strip()) == ("no", "2", "Tea?")
    for odd in ("", "perhaps", '"><script>'):
        assert fields_in(ann.get(link, query_string={"answer": odd}, follow_redirects=True).text)["answer"] == "yes"
    assert answers(edge) == [("Ann", "yes")]


def test_an_invited_guest_sees_no_link_that_is_for_those_who_come(app: Flask, edge: Edge) -> None:
    hana = Hana(app, video_url=VIDEO, link_for="replied")
    hana.call(emails=["Ann <ann@x.org>"])
    ann = app.test_client()
    assert VIDEO not in ann.get(f"{link_of(edge, 'ann@x.org')}?answer=yes", follow_redirects=True).text
    assert VIDEO not in ann.get(f"{hana.path}.ics").text


def test_hana_sees_what_became_of_each_mail_and_tries_again(hana: Hana, edge: Edge) -> None:
    hana.call(emails=["Ann <ann@x.org>", "Bob <bob@x.org>", "Cy <cy@x.org>", "Di <di@x.org>"])
    with edge.store.transaction() as session:
        ann, bob, cy, _ = session.scalars(select(Mail).order_by(Mail.id))
        outbox.sent(session, ann, "250 kept", now=utcnow())
        outbox.refused_for_good(session, bob, "550 <no> such mailbox", now=utcnow())
        outbox.refused_for_good(session, cy, SPARED, now=utcnow())
    for page in (hana.look("/mails"), hana.look("/manage")):
        assert "550 &lt;no&gt; such mailbox" in page
    page = hana.look("/mails")
    for words in ("Sent", "Waiting", "Failed", "Has asked for no more mails."):
        assert words in page
    assert page.count("Try again") == 1
    hana.post("/mails/retry", mail=re.findall(r'name="mail" value="(\d+)"', page)[0])
    assert "It is tried again." in hana.look("/mails")
    with edge.store.reading() as session:
        assert [mail.state for mail in session.scalars(select(Mail).order_by(Mail.id))] == [
            "sent", "waiting", "spared", "waiting",
        ]  # fmt: skip


def test_another_host_cannot_have_mails_sent_again(hana: Hana, app: Flask, edge: Edge) -> None:
    hana.call(emails=["Ann <ann@x.org>"])
    with edge.store.transaction() as session:
        (mail,) = session.scalars(select(Mail))
        outbox.refused_for_good(session, mail, "550", now=utcnow())
    Hana(app).post("/mails/retry", mail="1")
    with edge.store.reading() as session:
        assert session.scalars(select(Mail)).one().state == "failed"


def test_hana_has_a_test_sent_to_herself(app: Flask, edge: Edge) -> None:
    hana = Hana(app, host={"name": "Hana", "email": "hana@example.org"})
    hana.post("/mails/test")
    assert "A test is on its way to you." in hana.look("/mails")
    with edge.store.reading() as session:
        assert [(mail.kind, mail.to_email) for mail in session.scalars(select(Mail))] == [("test", "hana@example.org")]


def test_no_more_mails_needs_no_cookie_and_no_csrf_token(config: Config, hana: Hana) -> None:
    app = create_app(config)  # with its CSRF protection
    path = f"/unsubscribe/{opt_outs.token_for(1, 'ann@x.org', secret=config.secret_key)}"
    assert "Send me no more" in app.test_client().get(path).text
    assert hana.call(emails=["ann@x.org"]).json["queued"] == 1
    kept = app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})
    assert kept.status_code == 200
    assert "writes to you no more" in kept.text
    answer = hana.post(emails="Ann@x.org\nbob@x.org", message="", action="check").text
    assert "Was invited already." in answer
    other = Hana(hana.browser.application)
    assert other.call(emails=["ann@x.org"]).json["queued"] == 1
    app.extensions["edge"].store.close()


def test_who_opted_out_cannot_be_invited_again(config: Config, edge: Edge, hana: Hana, client: FlaskClient) -> None:
    client.post(f"/unsubscribe/{opt_outs.token_for(1, 'ann@x.org', secret=config.secret_key)}")
    page = hana.post(emails="Ann@x.org\nbob@x.org", message="", action="check").text
    assert "Has asked for no more mails." in page
    assert invited(edge) == []


def a_day_later(edge: Edge, *, sent: bool = True) -> None:
    """As if everybody had been invited a day ago, and what was queued had gone."""
    with edge.store.transaction() as session:
        session.execute(update(Guest).values(invited_at=utcnow() - timedelta(days=1)))
        if sent:
            session.execute(update(Mail).values(sent_at=utcnow()))


def letters_to(edge: Edge) -> list[tuple[str, dict[str, Any]]]:
    with edge.store.reading() as session:
        return [(mail.to_email, mail.data) for mail in session.scalars(select(Mail).order_by(Mail.id))]


def test_hana_asks_one_again_who_has_not_answered(hana: Hana, edge: Edge) -> None:
    hana.call(emails=["Ann <ann@x.org>", "Bob <bob@x.org>"])
    a_day_later(edge)
    page = hana.look()
    (bob,) = re.findall(r'name="guest" value="(\d+)">Write again <span class="visually-hidden">Bob', page)
    asked = hana.post("/remind", guest=bob, reminder="Bob?\nDo come!")
    assert asked.status_code == 303
    assert letters_to(edge)[2:] == [("bob@x.org", {"message": "Bob?\nDo come!", "is_again": True})]
    page = hana.look()
    assert "One person is asked again." in page
    assert page.count("Write again") == 1
    assert "Was written to less than a day ago; once a day is enough." in page
    with edge.store.reading() as session:
        written_at = {guest.name: guest.invited_at for guest in session.scalars(select(Guest))}
    assert utcnow() - written_at["Bob"] < timedelta(minutes=1) < utcnow() - written_at["Ann"]


def test_hana_reminds_all_who_have_not_answered_and_nobody_else(
    config: Config, hana: Hana, edge: Edge, client: FlaskClient
) -> None:
    hana.call(emails=["ann@x.org", "bob@x.org", "cy@x.org", "di@x.org", "eve@x.org"])
    client.post(f"{API}/{hana.code}/replies", json={"name": "Ann", "answer": "no", "email": "Ann@X.org"})
    client.post(f"/unsubscribe/{opt_outs.token_for(1, 'bob@x.org', secret=config.secret_key)}")
    a_day_later(edge)
    hana.call(emails=["fay@x.org"])
    page = hana.look()
    assert "Remind all 3" in page
    assert "Has asked for no more mails." in page
    before = len(letters_to(edge))
    hana.post("/remind", reminder="")
    assert [to for to, _ in letters_to(edge)[before:]] == ["cy@x.org", "di@x.org", "eve@x.org"]
    assert "3 people are asked again." in hana.look()
    again = hana.post("/remind", reminder="Once more!")
    assert again.status_code == 409
    assert "Nobody can be asked again just now." in again.text
    assert len(letters_to(edge)) == before + 3


def test_nobody_is_asked_twice_a_day(hana: Hana, edge: Edge) -> None:
    hana.call(emails=["ann@x.org"])
    assert "Write again" not in hana.look()
    refused = hana.post("/remind", guest="1", reminder="Do come!")
    assert refused.status_code == 409
    assert refused.text.count("once a day is enough") == 2
    a_day_later(edge, sent=False)
    assert "The mail before is still to be sent." in hana.post("/remind", guest="1", reminder="").text
    assert len(letters_to(edge)) == 1


def test_what_hana_wrote_stays_when_it_is_refused(hana: Hana, edge: Edge) -> None:
    hana.call(emails=["ann@x.org", "bob@x.org"])
    a_day_later(edge)
    refused = hana.post("/remind", reminder="x" * 501)
    assert refused.status_code == 422
    assert "This is too long: at most 500 characters." in refused.text
    assert fields_in(refused.text)["reminder"].strip() == "x" * 501
    assert len(letters_to(edge)) == 2


def test_who_has_answered_meanwhile_is_not_asked_again(hana: Hana, edge: Edge, client: FlaskClient) -> None:
    hana.call(emails=["ann@x.org"])
    a_day_later(edge)
    client.post(f"{API}/{hana.code}/replies", json={"name": "Ann", "answer": "yes", "email": "ann@x.org"})
    before = len(letters_to(edge))
    refused = hana.post("/remind", guest="1", reminder="")
    assert refused.status_code == 409
    assert "perhaps they have just answered" in refused.text
    assert len(letters_to(edge)) == before


def test_nobody_is_asked_again_for_what_does_not_take_place_or_takes_no_replies(app: Flask, edge: Edge) -> None:
    for why, hana in (("is over", Hana(app, reply_by="2020-01-01")), ("was cancelled", Hana(app))):
        hana.call(emails=["ann@x.org", "bob@x.org"])
        if why == "was cancelled":
            hana.post("/cancel")
        a_day_later(edge)
        assert "Write again" not in hana.look()
        before = len(letters_to(edge))
        refused = hana.post("/remind", reminder="")
        assert refused.status_code == 409
        assert why in refused.text
        assert len(letters_to(edge)) == before


def test_another_host_reminds_nobody(hana: Hana, app: Flask, edge: Edge) -> None:
    hana.call(emails=["ann@x.org"])
    a_day_later(edge)
    assert Hana(app).post("/remind", guest="1").status_code == 409
    assert len(letters_to(edge)) == 1


def test_reminders_count_among_three_hundred_an_hour_and_go_two_hundred_at_once(config: Config) -> None:
    app = create_app(Config(**{**config.__dict__, "rate_limits": True}))
    app.config["WTF_CSRF_ENABLED"] = False
    hana, edge = Hana(app), app.extensions["edge"]
    for batch in ("a", "b"):
        hana.call(emails=[f"{batch}{n}@x.org" for n in range(101)])
    a_day_later(edge)
    assert "Remind all 200" in hana.look()
    refused = hana.post("/remind", reminder="")
    assert refused.status_code == 429
    assert "more invitations than may go in one hour" in refused.text
    assert len(letters_to(edge)) == 202
    assert hana.post("/remind", guest="1", reminder="").status_code == 303
    edge.store.close()


def test_the_table_lists_who_was_invited_and_has_not_answered(hana: Hana, client: FlaskClient) -> None:
    hana.call(emails=["Ann <ann@x.org>", "=Bob <bob@x.org>"])
    client.post(f"{API}/{hana.code}/replies", json={"name": "Ann", "answer": "yes", "email": "Ann@X.org", "plus": 1})
    head, ann, bob = csv.reader(hana.look("/replies.csv").removeprefix("\ufeff").splitlines())
    assert head == ["name", "email", "answer", "waiting", "with them", "note", "at", "state"]
    assert [*ann[:6], ann[-1]] == ["Ann", "Ann@x.org", "yes", "", "1", "", "replied"]
    assert bob == ["'=Bob", "bob@x.org", "", "", "", "", "", "invited"]
    listed = hana.browser.get(f"{API}/{hana.code}/replies", headers=hana.headers).json
    assert [each["name"] for each in listed] == ["Ann"]


def test_who_opted_out_takes_it_back_by_a_button(config: Config, hana: Hana) -> None:
    app = create_app(config)  # with its CSRF protection
    ann, path = app.test_client(), f"/unsubscribe/{opt_outs.token_for(1, 'ann@x.org', secret=config.secret_key)}"
    assert "Write to me again" not in ann.get(path).text
    assert "Write to me again" in ann.post(path).text
    for _ in range(2):  # looking changes nothing
        page = ann.get(path).text
        assert "You asked for this already" in page
        assert "Send me no more" not in page
    assert hana.call(emails=["ann@x.org"]).json["queued"] == 0
    (button,) = re.findall(r'action="(/unsubscribe/[^"]+)"', page)
    assert ann.get(button).status_code == 405
    for _ in range(2):
        assert "Hana may write to you again" in ann.post(button).text
    assert "Send me no more" in ann.get(path).text
    assert hana.call(emails=["ann@x.org"]).json["queued"] == 1
    app.extensions["edge"].store.close()


def test_writing_again_is_for_the_host_of_the_link_alone(config: Config, hana: Hana) -> None:
    other = Hana(hana.browser.application, host={"name": "Ada"})
    of_hana, of_ada = (opt_outs.token_for(host, "ann@x.org", secret=config.secret_key) for host in (1, 2))
    for token in (of_hana, of_ada):
        hana.browser.post(f"/unsubscribe/{token}")
    hana.browser.post(f"/unsubscribe/{of_hana}/again")
    assert hana.browser.post(f"/unsubscribe/{of_hana[:-1]}/again").status_code == 404
    assert hana.call(emails=["ann@x.org"]).json["queued"] == 1
    assert other.call(emails=["ann@x.org"]).json["queued"] == 0
