# %% name="dialect_calls"
messages = f"{account}/Messages.json"
listed = requests.get(messages, params={"To": "+14158141829"}, auth=me)
tea = {"Body": "This is our tea pot.", "MediaUrl": "https://example.com/pot.png"}
sent = requests.post(messages, data=ship | tea, auth=me)
place = third.replace(".json", "/Feedback.json")
feedback = requests.post(place, data={"Outcome": "confirmed"}, auth=me)

three = [listed, sent, feedback]

# %% name="messages_client"
from urllib.parse import urljoin


class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def update(self, sid, form):
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        return self.update(sid, {"Body": ""})

    def cancel(self, sid):
        return self.update(sid, {"Status": "canceled"})

    def delete(self, sid):
        response = requests.delete(f"{self.url}/{sid}.json", auth=self.auth)
        return response.status_code == 204

    def everything(self, size):
        way, found = f"{self.url}.json?PageSize={size}", []
        while way:
            page = requests.get(urljoin(self.url, way), auth=self.auth).json()
            found += page["messages"]
            way = page["next_page_uri"]
        return found

    def reason(self, response):
        return None if response.ok else response.json()["code"]

# %% name="critique"
as_before = {"create": True, "update": False, "delete": True, "label": False}
as_before |= {"accept": False, "errors": False, "pages": False, "place": True}
as_before |= {"alone": True}

# %% name="quiz_dialect"
letters = ["b", "c", "a"]
