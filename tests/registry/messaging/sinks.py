"""A mail server and an SMS gateway on loopback that keep what they are sent."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a sender needs. `holds`: takes a mail, says so, and does not answer until let go."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.mails, self.refuses, self.holds = [], "", False
        self.taken, self.let_go = threading.Event(), threading.Event()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Smtp(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 sink")
        sender, to = "", []
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "MAIL":
                sender, to = line, []
                self.say("250 ok")
            elif verb == "RCPT":
                to.append(line)
                self.say(self.server.refuses or "250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                body = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    body += part
                self.server.mails.append((sender, to, body.decode()))
                self.server.taken.set()
                if self.server.holds:
                    self.server.let_go.wait(20)
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


class Gateway(ThreadingHTTPServer):
    """Keeps each POST; answers with `status` and an id of its own."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Http)
        self.asked, self.status = [], 200

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/send"


class _Http(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((dict(self.headers), body))
        answer = json.dumps({"id": f"gw-{len(self.server.asked)}"}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_arguments):
        pass


@contextmanager
def running(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
