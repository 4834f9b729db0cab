/** What was done before each picture of the support desk, the ways back, the emergency codes and the clock. */
export const helpCaptions: Readonly<Record<string, string>> = {
  "forgot password: support is asked":
    "A staff member has forgotten his password: “Forgot password?”, his e-mail, “Ask for help”.",
  "no token: support is asked": "Somebody's code was refused. “I can't get a token”, “Ask for help”.",
  "support desk: who waits": "A supporter signed in: who is locked out, who asked for help, who runs low on codes.",
  "support desk: why she cannot sign in":
    "The locked one is opened: the cause in words, the one thing to do, and her last attempts.",
  "guided reset: who is asking": "“Unlock” begins with who is asking. The number on file was shown, to be called back.",
  "guided reset: reason, password and token":
    "She was called back and answered. A reason, the supporter's own password, and all but the last digit of the token.",
  "guided reset: what to say": "The last digit sent it. She can sign in again, and this is what to say to her.",
  "find from anywhere": "Ctrl+K, and the beginning of a name.",
  "support desk: a phone that goes fast": "Enter opened the case of the one whose code was refused: why it was.",
  "told at the next sign-in": "The one who was locked out signed in, and is told what was done, and by whom.",
  "no token: the ways in": "The one with the phone that goes fast typed her password, and “I can't get a token”.",
  "no token: two codes, one after the other":
    "“My codes are not accepted”: the code that the phone shows now; the next one follows.",
  "no token: the phone is set right": "The second code followed right after the first: she is in, and her codes fit.",
  "new phone: one proof":
    "A provider lost his phone. “I can't get a token”, “Use your backup password”: the first of two proofs.",
  "new phone: one more proof": "The backup password was right. A recovery code is the second proof.",
  "new phone: what happened to the old one": "Both were right. What became of the old phone decides on its key.",
  "new phone: nothing else is reachable": "“Lost or stolen”: the old phone's codes work no more from now on.",
  "new phone: get the app": "He chose the app again.",
  "new phone: verify your phone": "His number was verified before.",
  "new phone: scan": "zbarimg reads the new QR code from this screenshot.",
  "new phone: enter the code": "oathtool computes the code that is typed next.",
  "new phone: in again": "The new phone's code was accepted: he is in, and a fresh recovery code is offered.",
  "emergency codes: before the first half": "Settings, Emergency codes, as a manager sees it before any are printed.",
  "emergency codes: print the first half": "“Print the first half” asks until when it opens, for password and token.",
  "the emergency codes, first half": "The PDF that came of it.",
  "emergency codes: before the second half": "The other manager signed in: one half opens nothing.",
  "emergency codes: print the second half": "“Print the second half”.",
  "the emergency codes, second half": "The PDF of the other half.",
  "emergency codes: complete": "Both halves are printed, on two occasions, by two managers.",
  "emergency access":
    "Both managers are away. A staff member opened both envelopes, and types the halves and her own password.",
  "emergency access: a shift": "She has a manager's rights for a shift of eight hours, and every screen says so.",
  "emergency access: helping somebody": "She gives a provider a bypass code: the emergency codes stand for her token.",
  "emergency access: a bypass code": "The code is shown once.",
  "overview: a review is owed": "“End now”. A manager signed in, and sees that a review is owed.",
  "emergency access: a review is owed": "Settings, Emergency access: who opened it, why, and what was done.",
  "emergency access: the review": "“Review” asks what was found, for password and token.",
  "emergency access: reviewed": "The review is recorded, and nothing is owed any more.",
  "audit log, after all of it": "The whole audit log is verified again.",
  "clock: before the newest entry": "Wardkey was opened: this computer's clock stands before what was recorded last.",
  "clock: the right time": "“Correct the clock”: the right time, a reason, and a manager's password and recovery code.",
  "clock: a second manager": "This practice has two managers, so it takes both.",
  "clock: corrected": "Both proved it: the clock is corrected.",
  "settings: the clock": "A manager signed in with the code that her phone shows. Settings, Clock.",
  "settings: correct the clock": "“Correct the clock” in Settings.",
  "audit log with the correction": "The audit log with the correction in it is verified.",
};

/** They are shown by day and by night, in both sizes. */
export const helpScreens: readonly string[] = Object.keys(helpCaptions);
