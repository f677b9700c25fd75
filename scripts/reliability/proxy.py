"""Stands between the program and PostgreSQL and keeps the answer to a COMMIT to itself."""
import socket
import threading

ANSWER = b"C\x00\x00\x00\x0bCOMMIT\x00"


class CommitCutter:
    """Passes everything on, until it is armed: then the answer to some COMMIT ends the connection."""

    def __init__(self, server):
        self.server = server
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.cuts = 0
        self.countdown = None
        threading.Thread(target=self.accept, daemon=True).start()

    def arm(self, after):
        """The next answer is cut, once `after` of them were passed on."""
        with self.lock:
            self.countdown = after

    def close(self):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.server))
            except OSError:
                client.close()
                continue
            pair = (client, server)
            threading.Thread(target=self.forward, args=(client, server, pair), daemon=True).start()
            threading.Thread(target=self.answer, args=(server, client, pair), daemon=True).start()

    def forward(self, source, target, pair):
        try:
            while data := source.recv(65_536):
                target.sendall(data)
        except OSError:
            pass
        self.end(pair)

    def answer(self, source, target, pair):
        tail = b""
        try:
            while data := source.recv(65_536):
                text = tail + data
                place = text.find(ANSWER)
                if place >= 0 and self.is_due():
                    target.sendall(data[:max(0, place - len(tail))])
                    break
                target.sendall(data)
                # What has been found is not to be found again.
                rest = text[place + len(ANSWER):] if place >= 0 else text
                tail = rest[-(len(ANSWER) - 1):]
        except OSError:
            pass
        self.end(pair)

    def is_due(self):
        with self.lock:
            if self.countdown is None:
                return False
            self.countdown -= 1
            if self.countdown >= 0:
                return False
            self.countdown = None
            self.cuts += 1
            return True

    def end(self, pair):
        """Both threads of a connection may come here: what is closed already stays closed."""
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
