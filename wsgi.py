"""The application, for any WSGI server that runs gevent. `python wsgi.py` serves it; `--help` says what else."""

from gevent import monkey

monkey.patch_all()

import logging  # noqa: E402
import sys  # noqa: E402

from eventkit.app import create_app  # noqa: E402
from eventkit.config import ConfigError  # noqa: E402
from eventkit.domain.activities.themes import ThemeError  # noqa: E402

logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")

try:
    app = application = create_app()
except (ConfigError, ThemeError) as error:
    sys.exit(f"eventkit cannot start: {error}")

if __name__ == "__main__":
    from flask.cli import FlaskGroup

    FlaskGroup(create_app=lambda: app, add_default_commands=False).main(sys.argv[1:] or ["serve"])
