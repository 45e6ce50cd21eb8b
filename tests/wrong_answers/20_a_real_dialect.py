# %% name="dialect_calls" says="`GET …/Messages.json` 401"
messages = f"{account}/Messages.json"
listed = requests.get(messages, params={"To": "+14158141829"})
three = [listed, listed, listed]

# %% name="dialect_calls" says="`to=%2B14158141829`"
messages = f"{account}/Messages.json"
listed = requests.get(messages, params={"to": "+14158141829"}, auth=me)
three = [listed, listed, listed]

# %% name="dialect_calls" says="`From=%2B14158141829`"
messages = f"{account}/Messages.json"
listed = requests.get(messages, params={"From": "+14158141829"}, auth=me)
three = [listed, listed, listed]

# %% name="dialect_calls" says="write `data=` in the place of `json=`"
messages = f"{account}/Messages.json"
listed = requests.get(messages, params={"To": "+14158141829"}, auth=me)
tea = {"Body": "This is our tea pot.", "MediaUrl": "https://example.com/pot.png"}
sent = requests.post(messages, json=ship | tea, auth=me)
three = [listed, sent, ...]

# %% name="dialect_calls" says="a response for the feedback, too"
listed = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)
tea = {"Body": "This is our tea pot.", "MediaUrl": "https://example.com/pot.png"}
sent = requests.post(f"{account}/Messages.json", data=ship | tea, auth=me)
three = [listed, sent, ...]

# %% name="dialect_calls" says="the fields From, To, Body"
listed = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)
tea = {"Body": "This is our tea pot.", "mediaUrl": "https://example.com/pot.png"}
sent = requests.post(f"{account}/Messages.json", data=ship | tea, auth=me)
three = [listed, sent, sent]

# %% name="dialect_calls" says="in your own words"
listed = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)
tea = {"MediaUrl": "https://example.com/pot.png"}
sent = requests.post(f"{account}/Messages.json", data=ship | tea, auth=me)
three = [listed, sent, sent]

# %% name="dialect_calls" says="The server says: 21620"
listed = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)
tea = {"Body": "This is our tea pot.", "MediaUrl": "pot.png"}
sent = requests.post(f"{account}/Messages.json", data=ship | tea, auth=me)
three = [listed, sent, sent]

# %% name="dialect_calls" says="`GET …/Messages/MM800f449d0399ed014aae2bcc0cc2f2ec/Feedback.json` 405"
listed = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)
tea = {"Body": "This is our tea pot.", "MediaUrl": "https://example.com/pot.png"}
sent = requests.post(f"{account}/Messages.json", data=ship | tea, auth=me)
place = third.replace(".json", "/Feedback.json")
feedback = requests.get(place, params={"Outcome": "confirmed"}, auth=me)
three = [listed, sent, feedback]

# %% name="dialect_calls" says="`no content`"
listed = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)
tea = {"Body": "This is our tea pot.", "MediaUrl": "https://example.com/pot.png"}
sent = requests.post(f"{account}/Messages.json", data=ship | tea, auth=me)
feedback = requests.post(third.replace(".json", "/Feedback.json"), auth=me)
three = [listed, sent, feedback]

# %% name="dialect_calls" says="Is the order of your list the same?"
listed = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)
tea = {"Body": "This is our tea pot.", "MediaUrl": "https://example.com/pot.png"}
sent = requests.post(f"{account}/Messages.json", data=ship | tea, auth=me)
place = third.replace(".json", "/Feedback.json")
feedback = requests.post(place, data={"Outcome": "confirmed"}, auth=me)
three = [sent, listed, feedback]

# %% name="dialect_calls" says="a value of type Response"
three = requests.get(f"{account}/Messages.json?To=%2B14158141829", auth=me)

# %% name="messages_client" says="1 of 7 are right: `fetch` ✔ `GET …/Messages/SM…07.json` 200 · not written yet: `create`"
MessagesClient = Start

# %% name="messages_client" says="Hand over its name, without brackets"
MessagesClient = Start(account, me)

# %% name="messages_client" says="has the `__init__` of `Start`"
class MessagesClient:
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{account}/Messages.json", data=form, auth=me).json()

# %% name="messages_client" says="JSON is not read here"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", json=form, auth=self.auth).json()

# %% name="messages_client" says="`create` ✘ calls to your own server"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{account}/Messages.json", data=form, auth=me).json()

# %% name="messages_client" says="Each request needs the credentials"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form).json()

# %% name="messages_client" says="201, `from`: `+15558675310`"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": recipient, "To": sender, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

# %% name="messages_client" says="gave back a value of type Response"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth)

# %% name="messages_client" says="`create`: It gives nothing back"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

# %% name="messages_client" says="first `self`, then as in the table"
class MessagesClient(Start):
    def create(sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{account}/Messages.json", data=form, auth=me).json()

# %% name="messages_client" says="with the content ``; the text is still there"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        form = {"Body": None}
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

# %% name="messages_client" says="`redact`: It should send `POST …/Messages/sid.json`"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        form = {"Body": ""}
        return requests.put(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

# %% name="messages_client" says="`cancel`: Send `Status` only"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        form = {"Body": ""}
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def cancel(self, sid):
        form = {"Body": "", "Status": "canceled"}
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def delete(self, sid):
        requests.delete(f"{self.url}/{sid}.json", auth=self.auth)
        return True

    def everything(self, size):
        way = f"{self.url}.json?PageSize={size}"
        return requests.get(way, auth=self.auth).json()["messages"]

    def reason(self, response):
        return response.json().get("code")

# %% name="messages_client" says="The server says: 20001, Status cancelled can not be set"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        form = {"Body": ""}
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def cancel(self, sid):
        form = {"Status": "cancelled"}
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

# %% name="messages_client" says="409, gave back `True`"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def change(self, sid, form):
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        return self.change(sid, {"Body": ""})

    def cancel(self, sid):
        return self.change(sid, {"Status": "canceled"})

    def delete(self, sid):
        requests.delete(f"{self.url}/{sid}.json", auth=self.auth)
        return True

# %% name="messages_client" says="with `PageSize` None for a `size` of 100"
class MessagesClient(Start):
    def everything(self, size):
        return requests.get(f"{self.url}.json", auth=self.auth).json()["messages"]

# %% name="messages_client" says="6 of 7 are right"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def change(self, sid, form):
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        return self.change(sid, {"Body": ""})

    def cancel(self, sid):
        return self.change(sid, {"Status": "canceled"})

    def delete(self, sid):
        return requests.delete(f"{self.url}/{sid}.json", auth=self.auth).ok

    def everything(self, size):
        way = f"{self.url}.json?PageSize={size}"
        return requests.get(way, auth=self.auth).json()["messages"]

    def reason(self, response):
        return None if response.ok else response.json()["code"]

# %% name="messages_client" says="A relative URL needs its beginning"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def change(self, sid, form):
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        return self.change(sid, {"Body": ""})

    def cancel(self, sid):
        return self.change(sid, {"Status": "canceled"})

    def delete(self, sid):
        return requests.delete(f"{self.url}/{sid}.json", auth=self.auth).ok

    def everything(self, size):
        way, found = f"{self.url}.json?PageSize={size}", []
        while way:
            page = requests.get(way, auth=self.auth).json()
            found += page["messages"]
            way = page["next_page_uri"]
        return found

    def reason(self, response):
        return None if response.ok else response.json()["code"]

# %% name="messages_client" says="and calls to your own server"
class MessagesClient(Start):
    def everything(self, size):
        way, found = f"{self.url}.json?PageSize={size}", []
        while way:
            page = requests.get(way, auth=self.auth).json()
            found += page["messages"]
            way = page["next_page_uri"] and api.url + page["next_page_uri"]
        return found

# %% name="messages_client" says="It does not end"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def change(self, sid, form):
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        return self.change(sid, {"Body": ""})

    def cancel(self, sid):
        return self.change(sid, {"Status": "canceled"})

    def delete(self, sid):
        return requests.delete(f"{self.url}/{sid}.json", auth=self.auth).ok

    def everything(self, size):
        way, found = f"{self.url}.json?PageSize={size}", []
        while way:
            page = requests.get(way, auth=self.auth).json()
            found += page["messages"]
        return found

    def reason(self, response):
        return None if response.ok else response.json()["code"]

# %% name="messages_client" says="`reason`: `.json()` fails where no JSON came"
class MessagesClient(Start):
    def create(self, sender, recipient, body):
        form = {"From": sender, "To": recipient, "Body": body}
        return requests.post(f"{self.url}.json", data=form, auth=self.auth).json()

    def change(self, sid, form):
        return requests.post(f"{self.url}/{sid}.json", data=form, auth=self.auth).json()

    def redact(self, sid):
        return self.change(sid, {"Body": ""})

    def cancel(self, sid):
        return self.change(sid, {"Status": "canceled"})

    def delete(self, sid):
        return requests.delete(f"{self.url}/{sid}.json", auth=self.auth).ok

    def everything(self, size):
        from urllib.parse import urljoin

        way, found = f"{self.url}.json?PageSize={size}", []
        while way:
            page = requests.get(urljoin(self.url, way), auth=self.auth).json()
            found += page["messages"]
            way = page["next_page_uri"]
        return found

    def reason(self, response):
        return response.json().get("code")

# %% name="messages_client" says="`400` for a 400 with the code 21211"
class MessagesClient(Start):
    def reason(self, response):
        return None if response.ok else response.status_code

# %% name="critique" says="`PUT` was answered 405"
as_before = dict.fromkeys(["create", "update", "delete", "label", "accept"], True)
as_before |= dict.fromkeys(["errors", "pages", "place", "alone"], True)

# %% name="critique" says="a form was answered 201"
as_before = dict.fromkeys(["create", "update", "delete", "label", "accept"], False)
as_before |= dict.fromkeys(["errors", "pages", "place", "alone"], False)

# %% name="critique" says="A labelled JSON body with a `To` was answered 21604"
as_before = {"create": True, "update": False, "delete": True, "label": True}
as_before |= {"accept": False, "errors": False, "pages": False, "place": True}
as_before |= {"alone": True}

# %% name="critique" says="`Accept: text/html` brought `Content-Type: application/json`"
as_before = {"create": True, "update": False, "delete": True, "label": False}
as_before |= {"accept": True, "errors": False, "pages": False, "place": True}
as_before |= {"alone": True}

# %% name="critique" says="A 400 came with `Content-Type: application/json`"
as_before = {"create": True, "update": False, "delete": True, "label": False}
as_before |= {"accept": False, "errors": True, "pages": False, "place": True}
as_before |= {"alone": True}

# %% name="critique" says="`Link` in the answer: `None`"
as_before = {"create": True, "update": False, "delete": True, "label": False}
as_before |= {"accept": False, "errors": False, "pages": True, "place": True}
as_before |= {"alone": True}

# %% name="critique" says="brought `uri`"
as_before = {"create": True, "update": False, "delete": True, "label": False}
as_before |= {"accept": False, "errors": False, "pages": False, "place": False}
as_before |= {"alone": True}

# %% name="critique" says="one without them was answered 401"
as_before = {"create": True, "update": False, "delete": True, "label": False}
as_before |= {"accept": False, "errors": False, "pages": False, "place": True}
as_before |= {"alone": False}

# %% name="critique" says="no answer yet"
as_before = {"create": True, "update": False, "delete": True, "label": False}
as_before |= dict.fromkeys(["accept", "errors", "pages", "place", "alone"], ...)

# %% name="quiz_dialect" says="POST always creates and PUT always updates"
letters = ["a", "c", "a"]

# %% name="quiz_dialect" says="A `POST` may do what its API says"
letters = ["c", "c", "a"]

# %% name="quiz_dialect" says="REST is JSON over HTTP"
letters = ["b", "a", "a"]

# %% name="quiz_dialect" says="A library can be written for anything"
letters = ["b", "b", "a"]

# %% name="quiz_dialect" says="for an empty `Body`, too"
letters = ["b", "c", "b"]

# %% name="quiz_dialect" says="other words break your program"
letters = ["b", "c", "c"]
