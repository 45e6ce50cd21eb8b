# %% name="ordered_lines"
my_lines = [
    "GET /messages/4 HTTP/1.1",
    "Host: toy.test",
    "Connection: close",
    "",
]

# %% name="labels"
labels = {
    "status line": 1,
    "what kind of content this is": 2,
    "end of the header fields": 4,
    "first line of the content": 5,
}

# %% name="by_hand"
my_reply = send(
    "GET /messages/5 HTTP/1.1\r\n"
    f"Host: {host}\r\n"
    "Learner: Ada\r\n"
    "Connection: close\r\n"
    "\r\n"
)

# %% name="quiz_request"
letters = ["b", "c", "b"]
