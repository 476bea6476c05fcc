"""No more mails from a host. What checks links in mails opens them: only the button, or the mail program itself by a
POST (RFC 8058), keeps it. There is no cookie then, and the signed address is all that is needed."""

from __future__ import annotations

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from ...domain import opt_outs
from ...domain.hosts import Host
from ..context import address, edge, rates
from ..security import csrf

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/unsubscribe")


@blueprint.get("/<token>")
def ask(token: str) -> str:
    with rates().guessing(address()), edge().store.reading() as session:
        host, _ = _meant(session, token)
        return render_template("unsubscribe.html", host=host.name, token=token, is_kept=False)


@blueprint.post("/<token>")
@csrf.exempt
def keep(token: str) -> str:
    with rates().guessing(address()), edge().store.transaction() as session:
        host, address_hash = _meant(session, token)
        opt_outs.keep(session, host, address_hash)
        return render_template("unsubscribe.html", host=host.name, token=token, is_kept=True)


def _meant(session: Session, token: str) -> tuple[Host, str]:
    return opt_outs.of_token(session, token, secret=edge().config.secret_key)
