"""No more mails from a host, and yes, write again. What checks links in mails opens them: only a button, or the mail
program itself by a POST (RFC 8058), changes anything. There is no cookie then, and the signed address is all that is
needed."""

from __future__ import annotations

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from ...domain.letters import opt_outs
from ...domain.records.host import Host
from ..context import address, edge, rates
from ..security import csrf

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/unsubscribe/<token>")


@blueprint.get("")
def ask(token: str) -> str:
    with rates().guessing(address()), edge().store.reading() as session:
        host, address_hash = _meant(session, token)
        return _page(host, token, is_kept=opt_outs.is_kept(session, host, address_hash))


@blueprint.post("")
@csrf.exempt
def keep(token: str) -> str:
    with rates().guessing(address()), edge().store.transaction() as session:
        host, address_hash = _meant(session, token)
        opt_outs.keep(session, host, address_hash)
        return _page(host, token, is_kept=True, is_news=True)


@blueprint.post("/again")
@csrf.exempt
def take_back(token: str) -> str:
    with rates().guessing(address()), edge().store.transaction() as session:
        host, address_hash = _meant(session, token)
        opt_outs.take_back(session, host, address_hash)
        return _page(host, token, is_kept=False, is_news=True)


def _meant(session: Session, token: str) -> tuple[Host, str]:
    return opt_outs.of_token(session, token, secret=edge().config.secret_key)


def _page(host: Host, token: str, *, is_kept: bool, is_news: bool = False) -> str:
    """`is_news` where it was said just now, rather than earlier."""
    return render_template("unsubscribe.html", host=host.name, token=token, is_kept=is_kept, is_news=is_news)
