// Twilio's official library for Node, pointed at another server:
//   TWILIO_BASE_URL=http://127.0.0.1:8000 node --require ./twilio_here.cjs sample.js
// Nothing else about the library or the sample changes.

const RequestClient = require(require.resolve("twilio/lib/base/RequestClient", {
  paths: [process.cwd()],
}));
const send = RequestClient.prototype.request;

RequestClient.prototype.request = function (options) {
  const uri = options.uri.replace("https://api.twilio.com", process.env.TWILIO_BASE_URL);
  return send.call(this, { ...options, uri });
};
