/** A user of the standard, or a vendor's by number. */
export type LoginRole = 'USER' | 'SO' | number;
/**
 * Who is logged in to one token in this thread. Cryptoki logs a whole application in, not a session (PKCS #11 v3.2
 * §5.6 C_Login), so logins are counted: the first calls C_Login, the last to leave calls C_Logout.
 */
export declare class TokenLogin {
    #private;
    role: LoginRole | undefined;
    get count(): number;
    holds(session: object): boolean;
    add(session: object, role: LoginRole): void;
    /** Forgets a session; true if it was the last that was logged in. */
    remove(session: object): boolean;
    /** Whether a session that wants this login has to call C_Login. */
    needed(role: LoginRole): boolean;
    /** The token has dropped a session, and maybe the login. */
    invalidate(): void;
    /** Logins and logouts of one token one after the other: a logout must not cross a login it does not know of. */
    exclusive<T>(work: () => Promise<T>): Promise<T>;
    exclusiveSync<T>(work: () => T): T;
    /** One question for a PIN at a time: who asks second may find that it is not needed any more. */
    prompting<T>(work: () => Promise<T>): Promise<T>;
}
