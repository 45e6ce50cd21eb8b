# %% name="subscription"
wish = {"target": listener.url, "events": ["undelivered"]}
subscription = requests.post(f"{api.url}/webhooks", json=wish)

# %% name="is_genuine"
def is_genuine(request, secret):
    fields = ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"]
    id, time, signature = [request.headers[name] or "" for name in fields]
    if not time.isdigit():
        return False
    mine = sign(secret, id, int(time), request.body)
    return hmac.compare_digest(mine, signature)

# %% name="newest"
def newest(calls):
    events = {}
    for call in calls:
        events[call.headers["Webhook-Id"]] = call.json()
    last = max(events.values(), key=lambda event: event["timestamp"])
    return len(events), last["data"]["status"]

# %% name="quiz_webhooks"
letters = ["b", "a", "b"]
