# %% name="subscription" says="a value of type dict"
subscription = {"target": listener.url, "events": ["undelivered"]}

# %% name="subscription" says="Send a list of some of these"
wish = {"target": listener.url, "events": "undelivered"}
subscription = requests.post(f"{api.url}/webhooks", json=wish)

# %% name="subscription" says="not named, and so all of them"
subscription = requests.post(f"{api.url}/webhooks", json={"target": listener.url})

# %% name="subscription" says="events: ['delivered', 'undelivered']"
wish = {"target": listener.url, "events": ["delivered", "undelivered"]}
subscription = requests.post(f"{api.url}/webhooks", json=wish)

# %% name="subscription" says="which is the API itself"
wish = {"target": f"{api.url}/messages", "events": ["undelivered"]}
subscription = requests.post(f"{api.url}/webhooks", json=wish)

# %% name="subscription" says="`GET /webhooks`, answered 200"
subscription = requests.get(f"{api.url}/webhooks")

# %% name="subscription" says="Send JSON, and say so"
wish = {"target": listener.url, "events": ["undelivered"]}
subscription = requests.post(f"{api.url}/webhooks", data=wish)

# %% name="subscription" says="an answer from http://127.0.0.1"
wish = {"target": listener.url, "events": ["undelivered"]}
subscription = requests.post(listener.url, json=wish)

# %% name="is_genuine" says="what is the function given"
is_genuine = is_from_api

# %% name="is_genuine" says="`False` for a call whose content was changed"
def is_genuine(request, secret):
    return True

# %% name="is_genuine" says="for a genuine call"
def is_genuine(request, secret):
    fields = request.headers
    text = str(request.json()).encode()
    mine = sign(secret, fields["Webhook-Id"], fields["Webhook-Timestamp"], text)
    return mine == fields["Webhook-Signature"]

# %% name="is_genuine" says="you hold another secret"
from lessons.exercises.webhooks import SECRET as one

def is_genuine(request, secret):
    fields = request.headers
    time = fields["Webhook-Timestamp"]
    mine = sign(one, fields["Webhook-Id"], time, request.body)
    return mine == fields["Webhook-Signature"]

# %% name="is_genuine" says="without any of the three fields"
def is_genuine(request, secret):
    fields = request.headers
    time = int(fields["Webhook-Timestamp"])
    mine = sign(secret, fields["Webhook-Id"], time, request.body)
    return mine == fields["Webhook-Signature"]

# %% name="is_genuine" says="letters beyond ASCII"
def is_genuine(request, secret):
    fields = request.headers
    time = fields["Webhook-Timestamp"]
    mine = sign(secret, fields["Webhook-Id"], time, request.body)
    return hmac.compare_digest(mine, str(fields["Webhook-Signature"]))

# %% name="is_genuine" says="End each way with a `return`"
def is_genuine(request, secret):
    given = request.headers["Webhook-Signature"]

# %% name="is_genuine" says="a value of type bool"
is_genuine = is_from_api(genuine)

# %% name="newest" says="Count the different ids"
def newest(calls):
    return len(calls), calls[-1].json()["data"]["status"]

# %% name="newest" says="for the last event first"
def newest(calls):
    ids = {call.headers["Webhook-Id"] for call in calls}
    return len(ids), calls[-1].json()["data"]["status"]

# %% name="newest" says="As a text it comes before"
def newest(calls):
    events = {call.headers["Webhook-Id"]: call.json() for call in calls}
    return len(events), events[max(events)]["data"]["status"]

# %% name="newest" says="No order of statuses tells it"
def newest(calls):
    order = ["queued", "sending", "sent", "delivered"]
    seen = [call.json()["data"]["status"] for call in calls]
    ids = {call.headers["Webhook-Id"] for call in calls}
    return len(ids), max(seen, key=order.index)

# %% name="newest" says="for three calls in order"
def newest(calls):
    return "3, delivered"

# %% name="newest" says="End the function with a `return`"
def newest(calls):
    how_many = len(calls)

# %% name="newest" says="KeyError: 'status'"
def newest(calls):
    return len(calls), calls[-1].json()["status"]

# %% name="quiz_webhooks" says="0 of 60 were sent"
letters = ["a", "a", "b"]

# %% name="quiz_webhooks" says="anything but 200 is a failure"
letters = ["c", "a", "b"]

# %% name="quiz_webhooks" says="a POST that timed out did nothing"
letters = ["b", "b", "b"]

# %% name="quiz_webhooks" says="it can not undo it"
letters = ["b", "c", "b"]

# %% name="quiz_webhooks" says="The content travelled as it is"
letters = ["b", "a", "a"]

# %% name="quiz_webhooks" says="signed just as well"
letters = ["b", "a", "c"]
