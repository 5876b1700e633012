import { inheritedEnvironment } from './environment.mts';
import type { Environment } from './process.mts';

/** What every n8n that takes Sine's calls should have; docs/security.md tells why. */
export const RECOMMENDED_SETTINGS: Environment = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** The settings of an n8n that keeps to one folder and calls nobody. */
export function n8nEnvironment(userFolder: string, added: Environment = {}): Environment {
	return {
		...inheritedEnvironment(),
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_RUNNERS_TASK_TIMEOUT: '60',
		...added,
	};
}
