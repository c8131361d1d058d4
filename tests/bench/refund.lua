-- The TRTC refund policy by hand in Lua, as one would write it for a host that loads policies as Lua chunks: facts in a
-- table with times in seconds and money in hundredths, a decision with its outputs and its reason out.
local day, shanghai, window = 86400, 8 * 3600, 5

local kinds = { monthly_package = true, feature_package = true }
local products = { call = true, conference = true, live = true, rtc_engine = true }
local suspensions = { content_review = true, illegal_activity = true, overdue = true }

local function expect(value, kind, path)
  if type(value) ~= kind then error(path .. ": expected a " .. kind .. ", found " .. tostring(value), 0) end
  return value
end

local function day_of(time) return math.floor((time + shanghai) / day) end

local function within_window(submitted_at, purchased_at)
  local days = day_of(submitted_at) - day_of(purchased_at)
  return days >= 0 and days <= window
end

local function check(facts)
  local request = expect(facts.request, "table", "request")
  expect(request.submitted_at, "number", "request.submitted_at")
  expect(request.packages, "number", "request.packages")
  expect(request.abuse_suspected, "boolean", "request.abuse_suspected")
  local account = expect(facts.account, "table", "account")
  if account.suspended_for ~= nil and not suspensions[account.suspended_for] then
    error("account.suspended_for: expected one of \"content_review\", \"illegal_activity\", \"overdue\"", 0)
  end
  local package = expect(facts.package, "table", "package")
  expect(package.kind, "string", "package.kind")
  expect(package.product, "string", "package.product")
  expect(package.purchased_at, "number", "package.purchased_at")
  expect(package.used, "boolean", "package.used")
  expect(package.gifted_minutes_used, "number", "package.gifted_minutes_used")
  local payment = expect(package.payment, "table", "package.payment")
  for _, name in ipairs { "cash_credits", "commission_credits", "free_credits", "discount", "cash_coupon" } do
    expect(payment[name], "number", "package.payment." .. name)
  end
  return request, account, package, payment
end

local function stopped(account, package)
  if package.gifted_minutes_used > 0 then
    return "five_day_refund", package.gifted_minutes_used .. " minutes of the gifted call duration have been used.",
      "Five-Day Unconditional Refund, Note, item 1"
  elseif account.suspended_for == "content_review" then
    return "all", "The account is suspended over content review.", "Five-Day Unconditional Refund, Note, item 2"
  elseif account.suspended_for == "illegal_activity" then
    return "all", "The account is suspended over illegal activities.", "Five-Day Unconditional Refund, Note, item 3"
  end
end

return function(facts)
  local request, account, package, payment = check(facts)
  local from, because, cite = stopped(account, package)
  if from ~= "all" and request.abuse_suspected then
    return {
      outcome = "review",
      outputs = { ticket_type = "Billing and Refund Issues" },
      reasons = { { rule = "suspected_abuse", because = "Suspected abuse: a person decides.", cite = "Refund Rules" } },
    }
  end
  if not from and within_window(request.submitted_at, package.purchased_at) and request.packages == 1
    and kinds[package.kind] and products[package.product] and not package.used then
    return {
      outcome = "refund",
      outputs = {
        amount = payment.cash_credits + payment.commission_credits + payment.free_credits,
        not_refunded = payment.discount + payment.cash_coupon,
        pay_to = "the original payment path",
        ticket_type = "Billing and Refund Issues",
      },
      reasons = { {
        rule = "five_day_refund",
        because = "Unused, and returned within " .. window .. " days of the day of purchase.",
        cite = "Five-Day Unconditional Refund; Refund Rules",
      } },
    }
  end
  return {
    outcome = "decline",
    outputs = {},
    reasons = {
      { otherwise = true, because = "No rule of the refund policy grants this refund.", cite = "Refund Steps, Note" },
      from and { excluded_by = from, because = because, cite = cite } or nil,
    },
  }
end
