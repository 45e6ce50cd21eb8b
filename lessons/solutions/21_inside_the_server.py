# %% name="blocked_numbers"
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

resource = Blocked()
api.add("/blocked/{number}", resource)

# %% name="csv_face"
import csv
import io

api.reset()

def as_csv(message):
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["id", "from", "to", "body"])
    draft = message.draft
    writer.writerow([message.id, draft.sender, draft.recipient, draft.body])
    return table.getvalue().encode()

api.add_face("text/csv", as_csv)

# %% name="closing_time"
api.reset()

def closing_time(app):
    def answer(request):
        if request.method in ("POST", "PUT", "PATCH", "DELETE"):
            wait = {"Retry-After": "60"}
            raise Problem(503, "Closed. Reading goes on; try again later.", wait)
        return app(request)

    return answer

api.surround(closing_time)

# %% name="quiz_inside"
letters = ["b", "a", "c"]
