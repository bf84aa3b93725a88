/** WeChat's browser forgets what is stored: one should work elsewhere (domain.md §7.2). */
export const insideWeChat = (): boolean => /MicroMessenger/i.test(navigator.userAgent);
