# %% name="blocked_numbers" says="something that lives at `/blocked/{number}`"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        raise Problem(404, f"{number} is not blocked.")

resource = Blocked()

# %% name="blocked_numbers" says="the class `Blocked` itself"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        raise Problem(404, f"{number} is not blocked.")

resource = Blocked

# %% name="blocked_numbers" says="a value of type function"
api.reset()

def resource(request, number):
    raise Problem(404, f"{number} is not blocked.")

# %% name="blocked_numbers" says="a value of type NoneType"
api.reset()

class Blocked:
    def get(self, request, number):
        raise Problem(404, f"{number} is not blocked.")

resource = api.add("/blocked/{number}", Blocked())

# %% name="blocked_numbers" says="an answer to `GET /blocked/...` without an error"
api.reset()

class Blocked:
    def get(self, request):
        raise Problem(404, "It is not blocked.")

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`404` for `GET` of a number that nobody has blocked"
api.reset()

class Blocked:
    def get(self, request, number):
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="404, Content-Type: nothing"
api.reset()

class Blocked:
    def get(self, request, number):
        return respond(404)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="404, Content-Type: application/json"
api.reset()

class Blocked:
    def get(self, request, number):
        return respond_json(404, {"detail": "It is not blocked."})

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="a `detail` that tells what is wrong"
api.reset()

class Blocked:
    def get(self, request, number):
        raise Problem(404, "")

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`def put(self, request, number):` is missing"
api.reset()

class Blocked:
    def get(self, request, number):
        raise Problem(404, f"{number} is not blocked.")

    def post(self, request, number):
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="a resource with a method `get`"
api.reset()

class Blocked:
    def put(self, request, number):
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`201` for `PUT` of a number that was not blocked"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        raise Problem(404, f"{number} is not blocked.")

    def put(self, request, number):
        blocked.add(number)
        return respond(201 if number not in blocked else 204)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="no content in the answer to `PUT`"
api.reset()

class Blocked:
    def get(self, request, number):
        raise Problem(404, f"{number} is not blocked.")

    def put(self, request, number):
        return respond_json(201, {"number": number})

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`put` adds to the set that stands outside"
api.reset()

class Blocked:
    def get(self, request, number):
        blocked = set()
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number})

    def put(self, request, number):
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="Cache-Control: none"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number})

    def put(self, request, number):
        blocked.add(number)
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="A dictionary with one name in it"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, sorted(blocked), {"Cache-Control": "no-cache"})

    def put(self, request, number):
        blocked.add(number)
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="Content-Type: nothing"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond(200, {"Cache-Control": "no-cache"}, number.encode())

    def put(self, request, number):
        blocked.add(number)
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="after another one was blocked"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if not blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

    def put(self, request, number):
        blocked.add(number)
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`204` for `PUT` of a number that is blocked already"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

    def put(self, request, number):
        blocked.add(number)
        return respond(201)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`204` for `DELETE` of a number that is blocked"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

    def put(self, request, number):
        status = 204 if number in blocked else 201
        blocked.add(number)
        return respond(status)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="a number that is unblocked again"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

    def put(self, request, number):
        status = 204 if number in blocked else 201
        blocked.add(number)
        return respond(status)

    def delete(self, request, number):
        return respond(204)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`404` for `DELETE` of a number that is not blocked"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

    def put(self, request, number):
        status = 204 if number in blocked else 201
        blocked.add(number)
        return respond(status)

    def delete(self, request, number):
        blocked.discard(number)
        return respond(204)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="an answer to `DELETE /blocked/...` without an error"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

    def put(self, request, number):
        status = 204 if number in blocked else 201
        blocked.add(number)
        return respond(status)

    def delete(self, request, number):
        blocked.remove(number)
        return respond(204)

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="blocked_numbers" says="`405` for a `POST`"
api.reset()
blocked = set()

class Blocked:
    def get(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        return respond_json(200, {"number": number}, {"Cache-Control": "no-cache"})

    def put(self, request, number):
        status = 204 if number in blocked else 201
        blocked.add(number)
        return respond(status)

    def delete(self, request, number):
        if number not in blocked:
            raise Problem(404, f"{number} is not blocked.")
        blocked.remove(number)
        return respond(204)

    post = put

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="csv_face" says="You accept none of what there is"
api.reset()

def as_csv(message):
    return b"id,from,to,body\r\n"

# %% name="csv_face" says="a value of type bytes"
api.reset()
as_csv = b"id,from,to,body\r\n"

# %% name="csv_face" says="lines that end with"
api.reset()

def as_csv(message):
    draft = message.draft
    values = [str(message.id), draft.sender, draft.recipient, draft.body]
    return f"id,from,to,body\n{','.join(values)}\n".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="A value with a comma in it"
api.reset()

def as_csv(message):
    draft = message.draft
    values = [str(message.id), draft.sender, draft.recipient, draft.body]
    return f"id,from,to,body\r\n{','.join(values)}\r\n".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="A double quote is written twice"
api.reset()

def as_csv(message):
    draft = message.draft
    values = f'{message.id},{draft.sender},{draft.recipient},"{draft.body}"'
    return f"id,from,to,body\r\n{values}\r\n".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="in the first line"
api.reset()

def as_csv(message):
    draft = message.draft
    body = draft.body.replace('"', '""')
    values = f'{message.id},{draft.sender},{draft.recipient},"{body}"'
    return f"id, from, to, body\r\n{values}\r\n".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="stand in the order of the names"
api.reset()

def as_csv(message):
    draft = message.draft
    body = draft.body.replace('"', '""')
    values = f'{message.id},{draft.recipient},{draft.sender},"{body}"'
    return f"id,from,to,body\r\n{values}\r\n".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="no letter gets lost"
api.reset()

def as_csv(message):
    draft = message.draft
    body = draft.body.replace('"', '""')
    values = f'{message.id},{draft.sender},{draft.recipient},"{body}"'
    return f"id,from,to,body\r\n{values}\r\n".encode("ascii", "replace")

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="A value with a line break"
api.reset()

def as_csv(message):
    draft, body = message.draft, message.draft.body
    if "," in body or '"' in body:
        body = '"' + body.replace('"', '""') + '"'
    values = f"{message.id},{draft.sender},{draft.recipient},{body}"
    return f"id,from,to,body\r\n{values}\r\n".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="UTF-8 where the body is"
api.reset()

def as_csv(message):
    draft = message.draft
    body = draft.body.replace('"', '""')
    values = f'{message.id},{draft.sender},{draft.recipient},"{body}"'
    return f"id,from,to,body\r\n{values}\r\n".encode("utf-16")

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="3 lines"
api.reset()

def as_csv(message):
    draft = message.draft
    values = f"{message.id},{draft.sender},{draft.recipient},{draft.body}"
    return f"id,from,to,body\r\n{values}\r\n\r\n".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="`GET /messages/{id}` without an error in your code"
api.reset()

def as_csv(message):
    return f"id,from,to,body\r\n{message.id},{message.body}".encode()

api.add_face("text/csv", as_csv)

# %% name="csv_face" says="A rule of yours stands around the server"
api.reset()

def as_csv(message):
    return b"id,from,to,body\r\n"

def closed(app):
    return lambda request: respond(503)

api.add_face("text/csv", as_csv)
api.surround(closed)

# %% name="closing_time" says="Is it around the server?"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            raise Problem(503, "Closed.", {"Retry-After": "60"})
        return app(request)
    return answer

# %% name="closing_time" says="`GET /messages` answered as ever"
api.reset()

def closing_time(app):
    def answer(request):
        raise Problem(503, "Closed.", {"Retry-After": "60"})
    return answer

api.surround(closing_time)

# %% name="closing_time" says="an answer to `GET /messages` without an error"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            raise Problem(503, "Closed.", {"Retry-After": "60"})
        app(request)
    return answer

api.surround(closing_time)

# %% name="closing_time" says="`HEAD /` answered as ever"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method != "GET":
            raise Problem(503, "Closed.", {"Retry-After": "60"})
        return app(request)
    return answer

api.surround(closing_time)

# %% name="closing_time" says="a function, `def closing_time(app):`"
api.reset()

def rule(app):
    return app

closing_time = api.surround(rule)

# %% name="closing_time" says="nothing changed by `POST /messages`"
api.reset()

def closing_time(app):
    def answer(request):
        response = app(request)
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            raise Problem(503, "Closed.", {"Retry-After": "60"})
        return response
    return answer

api.surround(closing_time)

# %% name="closing_time" says="Retry-After: none"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            raise Problem(503, "Closed. Retry-After: 60")
        return app(request)
    return answer

api.surround(closing_time)

# %% name="closing_time" says="`503` for `PATCH /messages/"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "DELETE"):
            raise Problem(503, "Closed.", {"Retry-After": "60"})
        return app(request)
    return answer

api.surround(closing_time)

# %% name="closing_time" says="Content-Type: nothing"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            return respond(503, {"Retry-After": "60"})
        return app(request)
    return answer

api.surround(closing_time)

# %% name="closing_time" says="an answer to `POST /messages` without an error"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            raise Problem(503, "Closed.", {"Retry-After": 60})
        return app(request)
    return answer

api.surround(closing_time)

# %% name="closing_time" says="`503` for `POST /nowhere`"
api.reset()

def closing_time(app):
    def answer(request):
        changing = request.method in ("POST", "PUT", "PATCH", "DELETE")
        if changing and request.path.startswith("/messages"):
            raise Problem(503, "Closed.", {"Retry-After": "60"})
        return app(request)
    return answer

api.surround(closing_time)

# %% name="closing_time" says="`api.reset()` brings six messages back"
api.reset()
for each in requests.get(f"{api.url}/messages").json():
    requests.delete(f"{api.url}/messages/{each['id']}")

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            raise Problem(503, "Closed.", {"Retry-After": "60"})
        return app(request)
    return answer

api.surround(closing_time)

# %% name="quiz_inside" says="404, 405 and 501 all mean a wrong URL"
letters = ["a", "a", "c"]

# %% name="quiz_inside" says="What did the `POST` get"
letters = ["c", "a", "c"]

# %% name="quiz_inside" says="`raise` leaves the function before that"
letters = ["b", "b", "c"]

# %% name="quiz_inside" says="No request at all gets past"
letters = ["b", "c", "c"]

# %% name="quiz_inside" says="One function answered for every URL"
letters = ["b", "a", "a"]

# %% name="quiz_inside" says="that is only a door"
letters = ["b", "a", "b"]
