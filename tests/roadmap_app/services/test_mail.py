"""Letters over SMTP, to a server that listens here."""

import socketserver
import threading
from email import message_from_bytes
from email.policy import default

import pytest

from roadmap_app.services import mail
from roadmap_app.services.mail import Delivery, Letter
from roadmap_app.settings import Mail

LETTER = Letter(
    "aida@example.org", "Приглашение\r\nBcc: all@example.org", "Salom, Aida!\n\nhttp://x/sign-in/link/abc\n"
)


class Listener(socketserver.StreamRequestHandler):
    """Speak as much SMTP as one letter takes."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            if word == b"RCPT":
                self.server.recipients.append(line.strip().lower())
                if self.server.refuses:
                    self.wfile.write(b"550 nobody of that name\r\n")
                    continue
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")


@pytest.fixture
def server():
    """Give a mail server on a free port of this machine."""
    with socketserver.TCPServer(("127.0.0.1", 0), Listener) as found:
        found.letters, found.recipients, found.refuses = [], [], False
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def settings_for(server, **more):
    return Mail(host="127.0.0.1", port=server.server_address[1], sender="Network <network@example.org>", **more)


def test_a_letter_arrives_as_it_was_written_and_goes_to_one_person(server):
    assert mail.send(settings_for(server), LETTER) is Delivery.SENT
    letter = message_from_bytes(server.letters[0], policy=default)
    assert server.recipients == [b"rcpt to:<aida@example.org>"]
    assert (letter["To"], letter["From"]) == ("aida@example.org", "Network <network@example.org>")
    assert letter["Subject"] == "Приглашение Bcc: all@example.org"
    assert letter["Bcc"] is None
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().replace("\r\n", "\n") == LETTER.text


def test_without_a_server_or_a_sender_nothing_is_sent():
    assert mail.send(Mail(), LETTER) is Delivery.NOT_SET_UP
    assert mail.send(Mail(host="127.0.0.1"), LETTER) is Delivery.NOT_SET_UP


def test_a_server_that_refuses_or_is_not_there_is_told_and_not_raised(server, caplog):
    server.refuses = True
    assert mail.send(settings_for(server), LETTER) is Delivery.FAILED
    assert mail.send(Mail(host="127.0.0.1", port=1, sender="x@example.org"), LETTER) is Delivery.FAILED
    assert "aida" not in caplog.text


def test_a_password_never_goes_over_an_open_line(server):
    assert mail.send(settings_for(server, user="network", password="secret"), LETTER) is Delivery.FAILED  # noqa: S106 -- of nobody
    assert server.letters == []
