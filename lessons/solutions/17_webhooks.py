# %% name="subscription"
wish = {"target": listener.url, "events": ["undelivered"]}
subscription = requests.post(f"{api.url}/webhooks", json=wish)

# %% name="is_genuine"
def is_genuine(request, secret):
    fields = ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"]
    id, time, given = [request.headers[name] for name in fields]
    mine = sign(secret, id, time, request.body)
    return hmac.compare_digest(mine.encode(), str(given).encode())

# %% name="newest"
def newest(calls):
    events = {}
    for call in calls:
        events[call.headers["Webhook-Id"]] = call.json()
    last = max(events.values(), key=lambda event: event["timestamp"])
    return len(events), last["data"]["status"]

# %% name="quiz_webhooks"
letters = ["b", "a", "b"]
